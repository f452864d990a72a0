import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument } from "../../src/facts/api.ts";
import { bodyProperties, componentOf, type BodyProperty } from "../../src/model/api/body-schemas.ts";
import { caseConventionOf, casingsOf, casingsText, isSettled, wordsOf } from "../../src/model/api/casing.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";
import { list } from "../../src/rule/options.ts";

/** What OAuth, OpenID Connect and problem details name themselves. */
const foreign =
  /^(?:(?:access|refresh|id|device)_token|token_type|expires_in|client_(?:id|secret)|grant_type|redirect_uri|response_type|error_(?:description|uri)|code_(?:verifier|challenge)|(?:given|family|middle)_name|(?:email|phone_number)_verified|email_verified|preferred_username)$/;

export default defineRule({
  id: "openapi/property-case",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the words of all properties are joined in one way",
  why: "Code that reads `order.created_at` and `order.updatedAt` has to know for each field which of the two it is; where a language has one spelling of its own, the mapping by rule fails for the odd ones and they arrive empty. The spelling most properties of the API have is taken as its own, so that what came in from another system or another team is named.",
  fix: "spell the property as the others are; for clients in the field send both for a while, the old one marked deprecated",
  tradeoff:
    "Bodies that are handed through from another system keep its names. A public property cannot be renamed without a new version.",
  references: ["https://opensource.zalando.com/restful-api-guidelines/#118", "https://google.aip.dev/140"],
  options: { ignore: list("properties that may be spelt in any way") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const properties = judged(document).filter(({ name }) => !options.ignore.includes(name));
      const convention = caseConventionOf(properties.map(({ name }) => name));
      if (!convention || convention.of < 6) continue;
      if (!isSettled(convention)) {
        report({
          at: document,
          message: `properties are spelt in no one way: ${casingsText(convention)}`,
          key: "mixed",
        });
        continue;
      }
      const odd = properties.filter(({ name }) => !casingsOf(name).includes(convention.usual));
      const found: Report[] = [];
      for (const [owner, names] of byOwner(odd)) {
        const [first] = names;
        const all = names.map(({ name }) => `\`${name}\``);
        const distinct = [...new Set(all)];
        found.push({
          at: first.at,
          anchor: first.schema.anchor,
          message: `${distinct.slice(0, 3).join(", ")}${distinct.length > 3 ? ` and ${distinct.length - 3} more properties` : ""} of \`${owner}\` ${distinct.length === 1 ? "is" : "are"} not in ${convention.usual}, as ${convention.count} of ${convention.of} in this API are`,
          key: owner,
          // What several components have in common is one borrowed shape.
          fold: { by: "cause", key: `${document.file} ${distinct.toSorted().join(" ")}` },
        });
      }
      reportMany(report, found, { key: document.file, of: Infinity });
    }
  },
});

/** Names that are words: no `$ref`, `@type`, `_links` or `X-Header`, and none of a standard. */
function judged(document: ApiDocument): readonly BodyProperty[] {
  return bodyProperties(document).filter(
    ({ name }) =>
      /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) && name.length > 1 && !foreign.test(name) && !isHeaderOrCode(name),
  );
}

/** `ID`, `US`, `EUR`, `Content-Type`. */
function isHeaderOrCode(name: string): boolean {
  return /^[A-Z0-9]+$/.test(name) || (wordsOf(name).length > 1 && /^[A-Z][a-z]+(?:-[A-Z][a-z]+)+$/.test(name));
}

/** The odd ones by the component they are in, or by the body they are written in. */
function byOwner(properties: readonly BodyProperty[]): ReadonlyMap<string, [BodyProperty, ...BodyProperty[]]> {
  const owners = new Map<string, [BodyProperty, ...BodyProperty[]]>();
  for (const property of properties) {
    const owner = componentOf(property.at) ?? bodyName(property);
    const known = owners.get(owner);
    if (known) known.push(property);
    else owners.set(owner, [property]);
  }
  return owners;
}

/** `POST /orders` of a schema that is written where it is used. */
function bodyName(property: BodyProperty): string {
  return property.parent.anchor.replace(/^openapi:/, "").replace(/#.*$/, "");
}
