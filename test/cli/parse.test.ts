import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../src/cli/parse.ts";
import { UsageError } from "../../src/cli/usage-error.ts";

const mistake = (...argv: string[]): string => {
  try {
    parseCommandLine(argv);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`${argv.join(" ")} was understood`);
};

describe("the command line", () => {
  it("is a check without a command, and its words are paths", () => {
    expect(parseCommandLine(["src", "docs"])).toMatchObject({ command: "lint", args: ["src", "docs"] });
    expect(parseCommandLine([])).toMatchObject({
      command: "lint",
      args: [],
      options: { quiet: false, only: [], format: [] },
    });
  });

  it("takes a command as its first word, wherever flags stand", () => {
    expect(parseCommandLine(["explain", "schema/primary-key"])).toMatchObject({
      command: "explain",
      args: ["schema/primary-key"],
    });
    expect(parseCommandLine(["--color", "never", "rules"])).toMatchObject({
      command: "rules",
      args: [],
      options: { color: "never" },
    });
  });

  it("lets a folder have the name of a command", () => {
    expect(parseCommandLine(["--", "rules"])).toMatchObject({ command: "lint", args: ["rules"] });
    expect(parseCommandLine(["./rules"])).toMatchObject({ command: "lint", args: ["./rules"] });
    expect(parseCommandLine(["src", "rules"])).toMatchObject({ command: "lint", args: ["src", "rules"] });
    expect(parseCommandLine(["--", "--odd"])).toMatchObject({ args: ["--odd"] });
  });

  it("reads values in both forms, lists repeated, and short flags", () => {
    expect(
      parseCommandLine(["--format", "text", "--format=json=out.json", "--max-warnings=3", "--fail-on", "warning", "-h"])
        .options,
    ).toMatchObject({
      format: ["text", "json=out.json"],
      "max-warnings": 3,
      "fail-on": "warning",
      help: true,
    });
  });

  it("names an unknown option and the nearest known one", () => {
    expect(mistake("--fromat", "json")).toBe("there is no option --fromat; did you mean --format?");
    expect(mistake("--entirely-unknown")).toBe("there is no option --entirely-unknown");
    expect(mistake("-x")).toBe("there is no option -x");
    expect(mistake("--constructor")).toBe("there is no option --constructor");
  });

  it("says which value was expected", () => {
    expect(mistake("--fail-on", "warnings")).toBe(
      "--fail-on is one of error, warning, info, never, not warnings; did you mean warning?",
    );
    expect(mistake("--config")).toBe("--config needs a value: <file>");
    expect(mistake("--config=")).toBe("--config needs a value: <file>");
    expect(mistake("--config", "--quiet")).toBe(
      "--config needs a value: <file>; if it is --quiet, write --config=--quiet",
    );
    expect(mistake("--max-warnings", "many")).toBe("--max-warnings needs a whole number from 0 on, not many");
    expect(mistake("--quiet=yes")).toBe("--quiet takes no value");
  });

  it("refuses a flag that its command would not heed", () => {
    expect(mistake("rules", "--fail-on", "error")).toBe("archlint rules takes no --fail-on, only a check does");
    expect(mistake("explain", "x", "--format", "json")).toBe("archlint explain takes no --format");
  });
});
