import { didYouMean } from "../../src/findings/did-you-mean.ts";
import { type Missing, missingNames } from "../../src/model/queries/missing.ts";
import type { History } from "../../src/model/schema.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "query/known-relation",
  practice: "cross/query",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every table a query names is made by the migrations",
  why: "PostgreSQL refuses a query over a table or view that does not exist, each time it runs. A compiler does not read the text of a query, and a test that fakes the database does not either: a typing error in a name is found by the first user who comes that way.",
  fix: "name the table as the migrations do, or add the migration that makes it",
  tradeoff:
    "Tables that somebody else's migrations make, as an extension's, are named in the option `known`. What a migration has dropped or renamed is reported by `migration/breaks-code`.",
  references: ["https://www.postgresql.org/docs/current/errcodes-appendix.html"],
  options: { known: list("globs of tables that exist though no migration of this project makes them") },
  check(project) {
    const { report, options } = project;
    const isKnown = matchesAny(options.known);
    const unknown = missingNames(project).filter(
      (missing) => missing.kind === "table" && !missing.gone && !isKnown(missing.name),
    );
    const names = countBy(unknown);
    for (const missing of unknown) {
      if (missing.kind !== "table") continue;
      const { name, source, query, of } = missing;
      const tables = of.schema.tables().map(({ path }) => path);
      report({
        at: { at: source.at, anchor: query.anchor, within: query.at },
        key: name,
        message: `no migration makes \`${name}\`${didYouMean(name, tables)}`,
        label: "named here",
        fold: { by: "cause", key: name },
        // A statement that could not be read may have made it; and of many, more likely migrations that were not found.
        ...(of.schema.complete && (names.get(of.history)?.size ?? 0) <= mostMistakes
          ? {}
          : { confidence: "medium" as const }),
      });
    }
  },
});

/** More names than this nobody mistypes: their migrations stand somewhere else. */
const mostMistakes = 3;

function countBy(unknown: readonly Missing[]): ReadonlyMap<History, ReadonlySet<string>> {
  const names = new Map<History, Set<string>>();
  for (const missing of unknown) {
    if (missing.kind !== "table") continue;
    const known = names.get(missing.of.history) ?? new Set<string>();
    names.set(missing.of.history, known.add(missing.name));
  }
  return names;
}
