import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildApi } from "../../../../src/model/api.ts";
import { breakingChanges } from "../../../../src/model/api/compatibility/compare.ts";
import { kinds } from "../../../../src/model/api/compatibility/kinds.ts";
import { tell } from "../../../../src/model/api/compatibility/words.ts";
import { document } from "../../../languages/openapi/reading.ts";

const allowed = { deprecated: true, releaseDate: "", unstable: ["draft"] };

async function told(before: string, after: string, more: Partial<typeof allowed> = {}): Promise<readonly string[]> {
  const [old, now] = [await document(before), await document(after)];
  const found = breakingChanges(buildApi([old]), buildApi([now]), { ...allowed, ...more });
  return found.flatMap(({ changes }) => tell(changes).map(({ change, message }) => `${change.confidence}: ${message}`));
}

/** One schema, as a body that is taken and answered. */
function both(schema: string, version = "3.0.3"): string {
  const content = `content: { application/json: { schema: ${schema} } }`;
  return `openapi: ${version}
info: { title: t, version: "1.0" }
paths:
  /a: { post: { requestBody: { ${content} }, responses: { "200": { description: d, ${content} } } } }
`;
}

const where = { request: "in what `POST /a` takes", response: "in what `POST /a` answers" };

describe("a schema", () => {
  it.each([
    [
      "{ type: integer }",
      "{ type: number }",
      [`high: the body of \`200\` was \`integer\`, and is \`number\` ${where.response}`],
    ],
    ["{ type: number }", "{ type: integer }", [`high: the body was \`number\`, and is \`integer\` ${where.request}`]],
    [
      "{ type: string, enum: [a, b] }",
      "{ type: string, enum: [a] }",
      [`high: the body no longer takes \`b\` ${where.request}`],
    ],
    [
      "{ type: string, enum: [a] }",
      "{ type: string, enum: [a, b] }",
      [`medium: the body of \`200\` may now be \`b\` ${where.response}`],
    ],
    ["{ type: string, enum: [a] }", "{ type: string, x-extensible-enum: [a, b], enum: [a, b] }", []],
    [
      "{ type: string, format: date }",
      "{ type: string, format: date-time }",
      [
        `high: the body had the format \`date\`, and has \`date-time\` ${where.request}`,
        `high: the body of \`200\` had the format \`date\`, and has \`date-time\` ${where.response}`,
      ],
    ],
    [
      "{ type: number, multipleOf: 0.01 }",
      "{ type: number, multipleOf: 0.02 }",
      [`high: the body had \`multipleOf: 0.01\`, and has \`0.02\` ${where.request}`],
    ],
    ["{ type: array, items: { type: string } }", "{ type: array, minItems: 0, items: { type: string } }", []],
    ["{ type: object, properties: { a: { type: string } } }", "{ properties: { a: { type: string } } }", []],
    [
      "{ type: object, properties: { a: { type: string, deprecated: true }, b: {} } }",
      "{ type: object, properties: { b: {} } }",
      [],
    ],
    [
      "{ type: object, properties: { a: {} } }",
      "{ type: object, required: [b], properties: { a: {}, b: { default: 1 } } }",
      [`medium: \`b\` is new, and required ${where.request}`],
    ],
  ])("%s that becomes %s", async (before, after, expected) => {
    expect(await told(both(before), both(after))).toEqual(expected);
  });

  it("that lists its values as alternatives is an enum", async () => {
    const before = both(
      "{ anyOf: [{ not: {} }, { oneOf: [{ type: string, const: a, title: A }, { type: string, const: b }] }] }",
      "3.1.0",
    );
    expect(await told(before, both("{ type: string, enum: [a, b] }", "3.1.0"))).toEqual([]);
    expect(await told(before, both("{ type: string, enum: [a] }", "3.1.0"))).toEqual([
      `high: the body no longer takes \`b\` ${where.request}`,
    ]);
  });

  it("is the same in the words of 3.0 and 3.1", async () => {
    const before = both(
      "{ type: object, properties: { a: { type: string, nullable: true }, b: { type: integer, minimum: 1, exclusiveMinimum: true } } }",
    );
    const after = both(
      "{ type: object, properties: { a: { type: [string, 'null'] }, b: { type: integer, exclusiveMinimum: 1 } } }",
      "3.1.0",
    );
    expect(await told(before, after)).toEqual([]);
  });

  it("that refers to itself four times over is compared once", async () => {
    const names = Array.from({ length: 14 }, (_, index) => `S${index}`);
    const schemas = (leaf: string) =>
      names
        .map((name, index) => {
          const next = `{ $ref: '#/components/schemas/${names[(index + 1) % names.length]}' }`;
          return `    ${name}: { type: object, properties: { leaf: ${leaf}, a: ${next}, b: ${next}, c: { allOf: [${next}] }, d: { type: array, items: ${next} } } }\n`;
        })
        .join("");
    const text = (leaf: string) =>
      `${both("{ $ref: '#/components/schemas/S0' }")}components:\n  schemas:\n${schemas(leaf)}`;
    expect(await told(text("{ type: string }"), text("{ type: string }"))).toEqual([]);
    expect(new Set(await told(text("{ type: string }"), text("{ type: integer }"))).size).toBe(14);
  });
});

describe("what was deprecated", () => {
  const text = (paths: string) =>
    `openapi: 3.0.3\ninfo: { title: t, version: "1" }\npaths:\n  /b: { get: { responses: {} } }\n${paths}`;
  const old = text(`  /a: { get: { deprecated: true, x-sunset: "2030-01-31", responses: {} } }\n`);
  it("may go, unless the team says not, or its sunset is to come", async () => {
    const gone = ["high: path `/a` is gone, with 1 operation"];
    expect(await told(old, text(""))).toEqual([]);
    expect(await told(old, text(""), { deprecated: false })).toEqual(gone);
    expect(await told(old, text(""), { releaseDate: "2029-12-31" })).toEqual(gone);
    expect(await told(old, text(""), { releaseDate: "2030-01-31" })).toEqual([]);
  });
});

describe("a version", () => {
  const text = (version: string, path = "/a") =>
    `openapi: 3.0.3\ninfo: { title: t, version: "${version}" }\npaths:\n  ${path}: { get: { responses: {} } }\n`;
  it.each([
    ["1.2.0", "2.0.0", 0],
    ["1.2.0", "1.3.0", 1],
    ["0.2.0", "0.3.0", 0],
    ["0.2.0", "0.2.1", 1],
    ["2024-01-01", "2024-06-01", 0],
    ["2.0.0", "2024.0", 1],
    ["2.0.0", "1.0.0", 1],
  ])("%s that becomes %s lets %i changes be said", async (before, after, count) => {
    expect(await told(text(before), text(after, "/b"))).toHaveLength(count);
  });
});

describe("the kinds of changes", () => {
  it("each have a row in the documentation, and no row has another", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../../docs/breaking-changes.md"), "utf8");
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(kinds));
    for (const [name, { summary }] of Object.entries(kinds)) expect(page).toContain(`| \`${name}\` | ${summary} |`);
  });
});
