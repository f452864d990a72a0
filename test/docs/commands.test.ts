import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatsOf } from "../../src/cli/formats.ts";
import { parseCommandLine } from "../../src/cli/parse.ts";

const root = new URL("../../", import.meta.url);
const pages = [
  "README.md",
  ...readdirSync(new URL("docs", root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** The arguments of each `npx archlint …` in the blocks of code of a page, and of hooks whose entry it is. */
function commandsIn(page: string): readonly (readonly string[])[] {
  const blocks = readFileSync(new URL(page, root), "utf8").match(/^```[^]*?^```$/gm) ?? [];
  return blocks.flatMap((block) =>
    [...block.matchAll(/npx (?:--no-install )?archlint(?![\w/])([^'|\n]*)/g)].map(
      ([, args = ""]) =>
        args
          .split("#", 1)[0]
          ?.split(/\s+/)
          .filter((word) => word !== "")
          .map((word) => word.replaceAll('"', "")) ?? [],
    ),
  );
}

describe("the commands on the pages", () => {
  const commands = pages.flatMap((page) => commandsIn(page).map((args) => [page, args.join(" "), args] as const));

  it("are found", () => {
    expect(commands.length).toBeGreaterThan(25);
    expect(new Set(commands.map(([page]) => page)).size).toBeGreaterThan(5);
  });

  it.each(commands)("%s: archlint %s is understood", (_page, _text, args) => {
    const { options } = parseCommandLine(args);
    expect(formatsOf(options.format, {}).length).toBeGreaterThan(0);
  });
});
