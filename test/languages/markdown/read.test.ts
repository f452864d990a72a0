import { expect, test } from "vitest";
import type { Decision } from "../../../src/facts/decision.ts";
import { isPointerPlace } from "../../../src/findings/place.ts";
import { markdown } from "../../../src/languages/markdown/language.ts";
import { memoryTree } from "../../support/memory-tree.ts";

const others = { "docs/adr/0002-b.md": "# 2. B\n", "docs/adr/0009-i.md": "# 9. I\n", "docs/guide.md": "" };

async function read(text: string, file = "docs/adr/0001-a.md"): Promise<Decision> {
  const reader = await markdown.load();
  const reading = reader.read(
    { file },
    {
      tree: memoryTree({ ...others, [file]: text }),
      rules: [],
      embedded: new Map(),
      guard: (_rule, _file, call) => call(),
    },
  );
  if (!reading.facts) throw new Error("expected a decision");
  return reading.facts;
}

function written(text: string, decision: Decision): string {
  const at = decision.statusAt;
  if (!at || isPointerPlace(at)) throw new Error("expected the range of a status");
  return text.slice(at.start, at.end);
}

test.each([
  ["Nygard's section", "# 1. A\n\nDate: 2024-01-31\n\n## Status\n\nAccepted\n\n## Context\n", "accepted", "Accepted"],
  ["a section after CRLF", "# 1. A\r\n\r\n## Status\r\n\r\nAccepted\r\n", "accepted", "Accepted"],
  ["a numbered section", "# 1. A\n\n## 1. Status\n\n*Proposed*\n", "proposed", "*Proposed*"],
  ["MADR's front matter", '---\nstatus: "accepted"\n---\n# A\n', "accepted", "accepted"],
  ["MADR's list", "# A\n\n* Status: accepted\n", "accepted", "accepted"],
  ["bold", "# A\n\n- **Status:** Accepted\n", "accepted", "Accepted"],
  ["bold, colon outside", "# A\n\n**Status**: Accepted\n", "accepted", "Accepted"],
  ["a heading with a colon", "# A\n\n## Status: Draft\n\ntext\n", "draft", "Draft"],
  ["an underlined heading", "A\n=\n\nStatus\n------\n\nAccepted\n", "accepted", "Accepted"],
  ["a row", "# A\n\n| Status | Accepted |\n|---|---|\n| Date | 2024-01-31 |\n", "accepted", "Accepted"],
  [
    "a column",
    "# A\n\n| Date | Status | By |\n|---|---|---|\n| 2024 | ✅ Accepted | us |\n",
    "accepted",
    "✅ Accepted",
  ],
])("reads the status of %s, where it stands", async (_form, text, status, raw) => {
  const decision = await read(text);
  expect(decision.status).toBe(status);
  expect(written(text, decision)).toBe(raw);
});

test.each([
  ["nothing", "# A\n\n## Decision\n\nWe do.\n"],
  ["an empty file", ""],
  ["a comment", "# A\n\n<!-- Status: accepted -->\n"],
  ["an unclosed comment", "# A\n\n<!-- \n## Status\n\nAccepted\n"],
  ["a code fence", "# A\n\n```\n## Status\n\nAccepted\n```\n"],
  ["an empty section", "# A\n\n## Status\n\n## Context\n\nProposed things\n"],
  ["a commented front matter", "---\n# status: proposed\n---\n# A\n"],
])("finds no status in %s", async (_form, text) => {
  expect((await read(text)).status).toBeNull();
});

test.each([
  [
    "a link",
    "## Status\n\nSuperseded by [9. I](0009-i.md)\n",
    [{ written: "0009-i.md", file: "docs/adr/0009-i.md", number: 9 }],
  ],
  [
    "a link from the root",
    "Status: Superseded by [I](/docs/adr/0009-i.md)\n",
    [{ written: "/docs/adr/0009-i.md", file: "docs/adr/0009-i.md", number: 9 }],
  ],
  ["a dead link", "Status: superseded by [9](0009-gone.md)\n", [{ written: "0009-gone.md", file: null, number: 9 }]],
  ["a number", "Status: superseded by ADR-0009\n", [{ written: "ADR-0009", file: null, number: 9 }]],
  [
    "two numbers",
    "Status: superseded by #2 and 9\n",
    [
      { written: "#2", file: null, number: 2 },
      { written: "9", file: null, number: 9 },
    ],
  ],
  ["a date is no number", "Status: superseded by ADR-2 on 2024-01-31\n", [{ written: "ADR-2", file: null, number: 2 }]],
  [
    "another line",
    "## Status\n\nAccepted\n\nSuperceded by [2](0002-b.md)\n",
    [{ written: "0002-b.md", file: "docs/adr/0002-b.md", number: 2 }],
  ],
  [
    "a line below",
    "## Status\n\n**Superseded**\n\nSee [2](0002-b.md)\n",
    [{ written: "0002-b.md", file: "docs/adr/0002-b.md", number: 2 }],
  ],
  [
    "a field of its own",
    "* Status: superseded\n* Superseded by: ADR-2\n",
    [{ written: "ADR-2", file: null, number: 2 }],
  ],
  ["one that supersedes another", "## Status\n\nAccepted\n\nSupersedes [2](0002-b.md)\n", []],
  ["one without a successor", "Status: deprecated (not superseded)\n", []],
])("names the successors: %s", async (_form, text, expected) => {
  const { successors } = await read(`# 1. A\n\n${text}`);
  expect(successors.map(({ written, file, number }) => ({ written, file, number }))).toEqual(expected);
});

test("reads number, title, date, sections and links", async () => {
  const text =
    "# ADR-0012: *Cache* prices\n\n* Date: 2024/1/31\n\n## Context\n\n## Decision\n\nSee [B](0002-b.md#why), [guide](../guide.md), [gone](gone.md), [web](https://example.com), ![image](x.png), `[code](y.md)`.\n\n[ref]: 0009-i.md\n";
  const decision = await read(text, "docs/adr/cache-prices.md");
  expect(decision).toMatchObject({ number: 12, title: "ADR-0012: Cache prices", date: "2024-01-31" });
  expect(decision.sections.map(({ title, empty }) => [title, empty])).toEqual([
    ["context", true],
    ["decision", false],
  ]);
  expect(decision.links.map(({ target, resolved }) => [target, resolved])).toEqual([
    ["0002-b.md#why", "docs/adr/0002-b.md"],
    ["../guide.md", "docs/guide.md"],
    ["gone.md", null],
    ["https://example.com", null],
    ["0009-i.md", "docs/adr/0009-i.md"],
  ]);
});

test("a link out of the repository is not followed", async () => {
  const { links } = await read("# A\n\n[x](../../../etc/passwd) [y](//host/x.md)\n");
  expect(links.map((link) => link.resolved)).toEqual([null, null]);
});

test("what cannot be read is told, not thrown", async () => {
  const reader = await markdown.load();
  const reading = reader.read(
    { file: "docs/adr/0001-a.md" },
    {
      tree: memoryTree({ "docs/adr/0001-a.md": new Uint8Array([0, 159, 0, 1]) }),
      rules: [],
      embedded: new Map(),
      guard: () => {},
    },
  );
  expect(reading.facts).toBeNull();
  expect(reading.unread).toEqual([{ file: "docs/adr/0001-a.md", line: 1, reason: "it is binary" }]);
});
