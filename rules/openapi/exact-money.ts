import { bodyProperties, componentOf, valueTypesOf, type BodyProperty } from "../../src/model/api/body-schemas.ts";
import { wordsOf } from "../../src/model/api/casing.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";

const money = /^(?:amount|price|fee|fees|balance|subtotal|salary|revenue|surcharge)$/;
/** What is counted in something else than money. */
const other = /^(?:percent|percentage|rate|ratio|token|tokens|credits?|points?|load|vat|tax)$/;

export default defineRule({
  id: "openapi/exact-money",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "amounts of money are exact",
  why: "JSON parsers read a `number` as a binary fraction of 64 bits, in which 0.1 and 19.99 do not exist: sums are off by a fraction of a cent, comparisons of equal amounts fail, and rounding goes to the wrong side. It shows when somebody compares the total with the sum of its lines, or when a payment provider refuses an amount that does not match.",
  fix: "send whole minor units (`type: integer`: cents) or a decimal in a string (`type: string`, `format: decimal`), with the currency beside it",
  tradeoff: "Prices that are only shown, and statistics, bear the error.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#173",
    "https://www.rfc-editor.org/rfc/rfc8259#section-6",
    "https://docs.stripe.com/currencies#zero-decimal",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const seen = new Set<string>();
      const floats = bodyProperties(document).filter((property) => {
        const place = placeKey(property.at);
        if (seen.has(place) || !isInexactMoney(property)) return false;
        seen.add(place);
        return true;
      });
      const [first, ...others] = floats;
      if (!first) continue;
      report({
        at: first.at,
        anchor: first.schema.anchor,
        message: `${floats.length === 1 ? "an amount of money is" : `${floats.length} amounts of money are`} of type \`number\`, which clients read as a binary fraction: \`${first.name}\`${ownerText(first)}`,
        related: others.slice(0, 3).map((property) => ({ at: property.at, label: "this too" })),
        fold: { by: "cause", key: placeKey(first.at) },
      });
    }
  },
});

function isInexactMoney({ name, schema }: BodyProperty): boolean {
  const words = wordsOf(name);
  if (!money.test(words.at(-1) ?? "") || words.some((word) => other.test(word))) return false;
  const format = schema.text("format");
  return valueTypesOf(schema).join() === "number" && (format === null || /^(?:float|double)$/.test(format));
}

function ownerText(property: BodyProperty): string {
  const owner = componentOf(property.at);
  return owner === null ? "" : ` of \`${owner}\``;
}
