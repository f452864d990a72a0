import { describe, expect, it } from "vitest";
import { renderJson } from "../../src/reporters/json.ts";
import { context, examined, finding, locate, result } from "./sample.ts";

const files = { "a.sql": "one\ntwo three\n" };
const place = locate(files, "a.sql", "three", "here");

describe("the JSON report", () => {
  it("holds what the documentation promises, in that order", () => {
    const run = result([finding(place)], {
      unread: [{ file: "b.sql", line: 2, reason: "cut off" }],
      suppressed: 1,
      warnings: ["odd"],
    });
    expect(renderJson(run, context(files))).toBe(
      `${JSON.stringify(
        {
          version: 1,
          findings: [
            {
              rule: "schema/foreign-key-index",
              severity: "error",
              confidence: "high",
              message: "foreign key `orders.customer_id` has no index",
              primary: { file: "a.sql", start: { line: 2, column: 5 }, end: { line: 2, column: 10 }, label: "here" },
              related: [],
              anchor: "sql:public.orders.customer_id",
              fingerprint: "0123456789abcdef",
              fixes: [],
            },
          ],
          examined,
          unread: [{ file: "b.sql", line: 2, reason: "cut off" }],
          suppressed: 1,
          warnings: ["odd"],
          crashed: false,
        },
        null,
        2,
      )}\n`,
    );
  });

  it("says of a folded finding how many it stands for and where they are", () => {
    const [folded] = JSON.parse(
      renderJson(result([finding(place, { folded: 2, foldedBy: "cause", places: [place, place] })]), context(files)),
    ).findings;
    expect(folded).toMatchObject({
      folded: 2,
      foldedBy: "cause",
      places: [{ file: "a.sql", label: "here" }, { file: "a.sql" }],
    });
  });

  it("gives the edits of a fix as lines and columns, those of a node by its pointer", () => {
    const edits = [
      { at: { file: "a.sql", start: 4, end: 7 }, replacement: "2" },
      { at: { file: "api.yaml", pointer: "/paths" }, replacement: "{}" },
    ];
    const [fixed] = JSON.parse(
      renderJson(result([finding(place, { fixes: [{ title: "count", safety: "safe", edits }] })]), context(files)),
    ).findings;
    expect(fixed.fixes).toEqual([
      {
        title: "count",
        safety: "safe",
        edits: [
          { file: "a.sql", start: { line: 2, column: 1 }, end: { line: 2, column: 4 }, replacement: "2" },
          { file: "api.yaml", pointer: "/paths", on: "value", replacement: "{}" },
        ],
      },
    ]);
  });

  it("stays JSON whatever the names hold", () => {
    const strange = '\ud800\u2028\u0000"\\\n';
    const parsed = JSON.parse(
      renderJson(result([finding({ ...place, file: strange }, { message: strange })]), context({})),
    );
    expect(parsed.findings[0].message).toBe(strange);
    expect(parsed.findings[0].primary.file).toBe(strange);
  });
});
