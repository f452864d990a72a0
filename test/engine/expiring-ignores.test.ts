import { describe, expect, it } from "vitest";
import { isDay } from "../../src/engine/day.ts";
import { lint } from "../../src/engine/lint.ts";
import { memoryTree } from "../support/memory-tree.ts";

const sql = (until: string): Readonly<Record<string, string>> => ({
  "migrations/001_a.up.sql": `-- archlint-ignore-next-line schema/primary-key ${until} -- a log\nCREATE TABLE a (name text);\n`,
  "migrations/001_a.down.sql": "DROP TABLE a;\n",
});
const api = (until: string): Readonly<Record<string, string>> => ({
  "openapi.yaml": `openapi: 3.0.3
info: { title: a, version: 1.0.0 }
paths:
  /users:
    get:
      x-archlint-ignore: [{ rule: openapi/no-body-on-get, reason: old clients${until} }]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { "200": { description: ok } }
`,
});

async function messages(files: Readonly<Record<string, string>>, today = "2027-02-01") {
  const only = ["schema/primary-key", "openapi/no-body-on-get"];
  const { result } = await lint({ cwd: "/nowhere", tree: memoryTree(files), only, today });
  return result.findings.map(({ rule, message }) => (rule === "archlint/expired-exception" ? message : rule));
}

describe("an ignore that ends", () => {
  it("holds through its last day, and not a day longer", async () => {
    expect(await messages(sql("until=2027-02-01"))).toEqual([]);
    expect(await messages(sql("until=2027-01-31"))).toEqual([
      "this ignore ended on 2027-01-31: a log",
      "schema/primary-key",
    ]);
  });

  it("takes no effect when its end is no day", async () => {
    expect(await messages(sql("until=soon"))).toEqual([
      "`until=soon` is no day such as 2027-01-31, so this ignore takes no effect: a log",
      "schema/primary-key",
    ]);
  });

  it("may stand at a node of a document", async () => {
    expect(await messages(api(", until: 2027-02-01"))).toEqual([]);
    expect((await messages(api(", until: 2027-01-31"))).toSorted()).toEqual([
      "openapi/no-body-on-get",
      "this ignore ended on 2027-01-31: old clients",
    ]);
    expect((await messages(api(", until: [x]"))).toSorted()[0]).toContain("is no day such as 2027-01-31");
  });
});

it.each([
  ["2024-02-29", true],
  ["2000-02-29", true],
  ["1900-02-29", false],
  ["2027-02-29", false],
  ["2027-13-01", false],
  ["2027-04-31", false],
  ["2027-4-1", false],
  ["2027-01-31T00:00", false],
])("%s is a day: %s", (text, is) => {
  expect(isDay(text)).toBe(is);
});
