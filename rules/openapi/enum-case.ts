import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument } from "../../src/facts/api.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import { bodySchemas } from "../../src/model/api/body-schemas.ts";
import { casingsOf, type Casing } from "../../src/model/api/casing.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/enum-case",
  practice: "api/semantics",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "the values of all enums are written in one way",
  why: "Values of enums are compared as text, letter by letter. Who has learnt `in_progress` from one field writes `payment_failed` for the next, where it is `PaymentFailed`: the comparison is false without an error, the branch is never taken, and a filter by that value finds nothing. The spelling most enums of the API have is taken as its own.",
  fix: "write the values as the others are; accept the old ones as well while clients send them",
  tradeoff: "Codes of standards and of other systems (currencies, countries, card brands) keep their own spelling.",
  references: ["https://opensource.zalando.com/restful-api-guidelines/#240", "https://google.aip.dev/126"],
  check({ api, report }) {
    for (const document of api.documents) {
      const enums = enumsOf(document);
      const counts = new Map<Casing, number>();
      for (const { casing } of enums) counts.set(casing, (counts.get(casing) ?? 0) + 1);
      const [usual] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      // Four in five, of five or more, are a convention.
      if (!usual || enums.length < 5 || usual[1] * 5 < enums.length * 4) continue;
      const found: Report[] = [];
      for (const { schema, values, casing } of enums) {
        if (casing === usual[0]) continue;
        found.push({
          at: schema.place("enum"),
          anchor: schema.anchor,
          message: `enum values ${values
            .slice(0, 2)
            .map((value) => `\`${value}\``)
            .join(", ")} are in ${casing}; ${usual[1]} of ${enums.length} enums in this API are in ${usual[0]}`,
          fold: { by: "cause", key: `${document.file} ${values.toSorted().join(" ")}` },
        });
      }
      reportMany(report, found, { key: document.file, of: enums.length });
    }
  },
});

interface CasedEnum {
  readonly schema: ApiNode;
  readonly values: readonly string[];
  readonly casing: Casing;
}

/** Enums of words, two or more, that are all of one casing and one only. Codes of three letters say nothing. */
function enumsOf(document: ApiDocument): readonly CasedEnum[] {
  return bodySchemas(document).flatMap(({ schema }) => {
    const values = schema.texts("enum");
    if (values.length < 2 || !values.every((value) => /^[A-Za-z][A-Za-z_-]*$/.test(value))) return [];
    if (values.every((value) => value.length <= 3)) return [];
    const [first, ...others] = values.map(casingsOf);
    const [casing, ...more] = (first ?? []).filter((each) => others.every((casings) => casings.includes(each)));
    return casing !== undefined && (more.length === 0 || isUpper(values))
      ? [{ schema, values, casing: isUpper(values) ? "UPPER_CASE" : casing }]
      : [];
  });
}

/** `ACTIVE` is PascalCase and Train-Case by the letter, and meant as neither. */
function isUpper(values: readonly string[]): boolean {
  return values.every((value) => casingsOf(value).includes("UPPER_CASE"));
}
