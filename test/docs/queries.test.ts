import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { textOf } from "./pages.ts";

const page = textOf("docs/queries.md");

it("the page about queries names each builder whose calls are read", () => {
  const [, read = ""] = /^## What is read$([^]*?)^## /m.exec(page) ?? [];
  const rows = read.split("\n").filter((line) => line.startsWith("| "));
  const builders = [...textOf("src/model/queries/builders/built.ts").matchAll(/\.\.\.(\w+)Queries\(/g)].map(
    ([, name]) => name,
  );
  expect(builders.length).toBeGreaterThan(2);
  for (const builder of builders)
    expect(
      rows.some((row) => row.toLowerCase().startsWith(`| ${builder} |`)),
      `a row for ${builder}`,
    ).toBe(true);
});

it("the page about queries has a row for each rule on queries, with its options", () => {
  const rules = readdirSync(new URL("../../rules/query", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));
  for (const rule of rules) {
    const row = page.split("\n").find((line) => line.startsWith(`| \`query/${rule}\` |`));
    expect(row, `a row for query/${rule}`).toBeDefined();
    const source = textOf(`rules/query/${rule}.ts`);
    const [, table = ""] = /^ {2}options: \{([^]*?)^ {2}(?:check|\})/m.exec(source) ?? [];
    for (const [, option] of table.matchAll(/(?:^|[{,])\s*(\w+): (?:list|count|flag|choice|text|lists)\(/g))
      expect(row).toContain(`\`${option}\``);
  }
});
