import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatNames, formatsOf } from "../../src/cli/formats.ts";

const page = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");

describe("the page about formats", () => {
  it("lists each format there is, and no other", () => {
    const listed = [...page.matchAll(/^\| \[?`([a-z]+)`/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual([...formatNames].toSorted());
  });

  it("asks in its recipes for formats that archlint takes together", () => {
    const commands = [...page.matchAll(/npx archlint (.*--format .*)$/gm)].map(([, flags = ""]) =>
      [...flags.matchAll(/--format (\S+)/g)].map(([, format]) => format as string),
    );
    expect(commands.length).toBeGreaterThan(5);
    for (const formats of commands) expect(formatsOf(formats, {})).toHaveLength(formats.length);
  });
});
