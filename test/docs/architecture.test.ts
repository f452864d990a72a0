import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textOf } from "./pages.ts";

const root = new URL("../../", import.meta.url);
const page = textOf("docs/architecture.md");
const manifest = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Record<
  "dependencies" | "devDependencies" | "overrides",
  Record<string, string>
>;

describe("the page about the architecture", () => {
  it.each(["dependencies", "devDependencies", "overrides"] as const)(
    "gives a reason for each package of %s",
    (kind) => {
      const [, chapter = ""] = /^## Dependencies$([^]*)/m.exec(page) ?? [];
      const missing = Object.keys(manifest[kind]).filter((name) => !chapter.includes(`\`${name}\``));
      expect(missing).toEqual([]);
    },
  );

  it("has a row for each folder of src", () => {
    const folders = readdirSync(new URL("src", root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) expect(page).toContain(`| \`src/${name}\` |`);
  });

  it("names no folder and no file that is not there", () => {
    const named = [...page.matchAll(/`((?:src|test|scripts|docs|fixtures)\/[\w./-]+)`/g)].map(
      ([, path]) => path as string,
    );
    expect(named.length).toBeGreaterThan(10);
    for (const path of named) expect(() => readdirOrRead(path), path).not.toThrow();
  });
});

function readdirOrRead(path: string): void {
  const at = new URL(path, root);
  if (/\.\w+$/.test(path)) readFileSync(at);
  else readdirSync(at);
}
