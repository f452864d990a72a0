import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

async function printed(cwd: string, ...args: string[]) {
  const io = fakeIo({ cwd });
  expect(await run(["--print-config", ...args], io)).toBe(0);
  return JSON.parse(io.stdout.text) as {
    from: Record<string, string>;
    services: object;
    rules: Record<string, { severity: string; from: string; optionsFrom: Record<string, string> }>;
  };
}

describe("archlint --print-config", () => {
  const files = {
    ".archlintrc.json":
      '{"extends":"./base.json","ignore":["old/**","gen/**"],"history":{"newest":1},"guards":{"a":true},"rules":{"schema/foreign-key-index":["error",{"ignoreTables":["x"]}]},"overrides":[{"files":["db/**"],"rules":{"schema/primary-key":"info"}}]}',
    "base.json":
      '{"preset":"strict","ignore":["old/**"],"history":{"newest":9,"release":"branch"},"guards":{"a":false,"b":true},"services":{".":{}},"rules":{"schema/*":"warning"}}',
    "db/001_a.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\n",
  };

  it("says where every value that was set comes from, through what is extended", async () => {
    const { from, services } = await printed(tempFolder(files));
    expect(services).toEqual({ ".": {} });
    const at = (file: keyof typeof files, text: string) => `${file}:1:${files[file].indexOf(text) + 1}`;
    expect(from).toEqual({
      preset: at("base.json", '"preset"'),
      'ignore["old/**"]': at("base.json", '"old/**"'),
      'ignore["gen/**"]': at(".archlintrc.json", '"gen/**"'),
      "history.newest": at(".archlintrc.json", '"newest"'),
      "history.release": at("base.json", '"release"'),
      "guards.a": at(".archlintrc.json", '"a"'),
      "guards.b": at("base.json", '"b"'),
      'services["."]': at("base.json", '"."'),
    });
  });

  it("says it of rules: the default, the preset, a base, the configuration, an override, the command line", async () => {
    const cwd = tempFolder(files);
    const { rules } = await printed(cwd, "db/001_a.sql");
    expect(rules["schema/foreign-key-index"]).toMatchObject({ severity: "error" });
    expect(rules["schema/foreign-key-index"]?.from).toMatch(/^\.archlintrc\.json:1:/);
    expect(rules["schema/foreign-key-index"]?.optionsFrom["ignoreTables"]).toMatch(/^\.archlintrc\.json:1:/);
    expect(rules["schema/bigint-key"]).toMatchObject({
      severity: "warning",
      from: expect.stringMatching(/^base\.json:1:/),
    });
    expect(rules["schema/primary-key"]).toMatchObject({
      severity: "info",
      from: expect.stringMatching(/^\.archlintrc\.json:1:/),
    });
    expect(rules["code/empty-catch"]?.from).toBe("the preset strict");
    const { rules: only } = await printed(cwd, "--only", "schema/primary-key");
    expect(only["code/empty-catch"]).toMatchObject({ severity: "off", from: "--only" });
  });
});
