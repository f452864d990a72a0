import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument } from "../../src/facts/api.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import { bodyProperties, componentOf, valueTypesOf, type BodyProperty } from "../../src/model/api/body-schemas.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

/** `created_at`, `expiresAt`: a point in time, whatever it is of. */
const instant = /^[a-z][a-z0-9_]*_at$|^[a-z][A-Za-z0-9]*[a-z0-9]At$|^timestamp$|_timestamp$|[a-z]Timestamp$/;

type Form = "`date-time` string" | "string without a format" | "number";

export default defineRule({
  id: "openapi/consistent-date-format",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "points in time are written in one form",
  why: "A generated client makes a date of `format: date-time` and leaves a bare string or number as it is. A number may be seconds or milliseconds, and read as the wrong one it is a date in 1970 or in the year 50000; a string without a format may lack its time zone, and is read in the server's zone by one side and in the user's by the other. Where all of an API's times but one are `date-time`, that one is where it happens.",
  fix: "write the time as the others are: `type: string`, `format: date-time` (RFC 3339)",
  tradeoff:
    "Times that a standard or another system defines as numbers (JWT's `exp`, a webhook's signature) stay numbers.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc3339",
    "https://opensource.zalando.com/restful-api-guidelines/#169",
    "https://google.aip.dev/142",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const times = timesOf(document);
      const counts = new Map<Form, number>();
      for (const { form } of times) counts.set(form, (counts.get(form) ?? 0) + 1);
      const [usual] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      // Three in four, of four or more, are a convention. Strings without a format all over are no form to keep.
      if (!usual || times.length < 4 || usual[1] * 4 < times.length * 3 || usual[0] === "string without a format")
        continue;
      const example = times.find(({ form }) => form === usual[0]);
      const found: Report[] = [];
      for (const { property, form } of times) {
        if (form === usual[0]) continue;
        found.push({
          at: property.at,
          anchor: property.schema.anchor,
          message: `\`${property.name}\` of \`${ownerOf(property)}\` is a ${form}; ${usual[1]} of ${times.length} times in this API are a ${usual[0]}`,
          related: example ? [{ at: example.property.at, label: `a ${usual[0]}, as most are` }] : [],
          key: property.name,
          fold: { by: "cause", key: `${document.file} ${property.name} ${form}` },
        });
      }
      reportMany(report, found, { key: document.file, of: times.length });
    }
  },
});

function timesOf(document: ApiDocument): readonly { readonly property: BodyProperty; readonly form: Form }[] {
  const seen = new Set<string>();
  return bodyProperties(document).flatMap((property) => {
    const place = placeKey(property.at);
    if (!instant.test(property.name) || seen.has(place)) return [];
    seen.add(place);
    const form = formOf(property.schema);
    return form === null ? [] : [{ property, form }];
  });
}

/** Null for what is a date only, or no scalar. */
function formOf(schema: ApiNode): Form | null {
  const types = valueTypesOf(schema);
  const [type, ...others] = types;
  if (others.length > 0) return null;
  if (type === "integer" || type === "number") return "number";
  if (type !== "string" || schema.has("enum") || schema.has("pattern")) return null;
  const formats = [schema, ...["allOf", "oneOf", "anyOf"].flatMap((key) => schema.get(key)?.items() ?? [])];
  const format = formats.map((part) => part.text("format")).find((each) => each !== null);
  if (format === undefined) return "string without a format";
  return format === "date-time" ? "`date-time` string" : null;
}

function ownerOf(property: BodyProperty): string {
  return componentOf(property.at) ?? property.parent.anchor.replace(/^openapi:/, "").replace(/#.*$/, "");
}
