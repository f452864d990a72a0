import type { Report } from "../../src/findings/report.ts";
import type { ApiDocument } from "../../src/facts/api.ts";
import { answerOf } from "../../src/model/api/body-shapes.ts";
import { wordsOf } from "../../src/model/api/casing.ts";
import { pathSubject } from "../../src/model/api/path-place.ts";
import { segmentsOf } from "../../src/model/api/paths.ts";
import { isPlural } from "../../src/model/api/plural.ts";
import { collectionPathOf, pathKey, resourcesOf } from "../../src/model/api/resources.ts";
import { collectionsOf as listsOf } from "../../src/model/api/collections.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/plural-collections",
  practice: "api/semantics",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "all collections are named in the plural, or all in the singular",
  why: "Whoever knows `/users/{id}` writes `/orders/{id}` without looking, and gets a 404 when that one collection is called `/order`. The number that most collections of the API have is taken as its own, so that the odd ones are named, whichever it is.",
  fix: "name the collection as the others are, and keep the old path as a deprecated one while clients use it",
  tradeoff:
    "Renaming a public path breaks clients, and the gain is small: it is worth it before the first release and with the next major version.",
  references: ["https://opensource.zalando.com/restful-api-guidelines/#134", "https://google.aip.dev/122"],
  options: { ignore: list("segments that may have any number") },
  check({ api, report, options }) {
    for (const document of api.documents) {
      const collections = collectionsOf(document).filter(({ name }) => !options.ignore.includes(name));
      const plural = collections.filter((collection) => collection.plural).length;
      const usual = plural * 2 > collections.length;
      const count = usual ? plural : collections.length - plural;
      // Four in five, of five or more, or there is no convention to depart from.
      if (collections.length < 5 || count * 5 < collections.length * 4) continue;
      const example = collections.find((collection) => collection.plural === usual);
      const found: Report[] = [];
      for (const collection of collections) {
        if (collection.plural === usual) continue;
        found.push({
          at: pathSubject(document, collection.path),
          message: `the collection \`${collection.name}\` is named in the ${usual ? "singular" : "plural"}; ${count} of ${collections.length} in this API are in the ${usual ? "plural" : "singular"}`,
          related: example ? [{ at: pathSubject(document, example.path), label: `\`${example.name}\`` }] : [],
        });
      }
      reportMany(report, found, { key: document.file, of: collections.length });
    }
  },
});

interface NamedCollection {
  readonly path: string;
  readonly name: string;
  readonly plural: boolean;
}

/** The word that has the number: the last, or in `codes_of_conduct` the one before `of`. */
function headOf(name: string): string {
  const words = wordsOf(name);
  const of = words.indexOf("of");
  return (of > 0 ? words[of - 1] : words.at(-1)) ?? "";
}

/** What can be listed or added to, and has items below it; each name once. */
function collectionsOf(document: ApiDocument): readonly NamedCollection[] {
  const resources = resourcesOf(document);
  const lists = new Set(listsOf(document).map(({ operation }) => operation));
  const found = new Map<string, NamedCollection>();
  for (const { path } of document.operations) {
    const collection = collectionPathOf(path);
    const operations = collection === null ? undefined : resources.get(pathKey(collection))?.operations;
    const read = operations?.find(({ method }) => method === "GET");
    // What answers with one thing is no collection: `/user`, `/readme`.
    const own = read
      ? lists.has(read) || answerOf(read) === null
        ? read
        : undefined
      : operations?.find(({ method }) => method === "POST");
    const name = segmentsOf(collection ?? "").at(-1);
    if (!own || name === undefined || name.includes("{") || found.has(name)) continue;
    const plural = isPlural(headOf(name));
    if (plural !== null) found.set(name, { path: own.path, name, plural });
  }
  return [...found.values()];
}
