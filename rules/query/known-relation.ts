import { closest, didYouMean } from "../../src/findings/did-you-mean.ts";
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
    const strange = strangeNames(unknown);
    for (const missing of unknown) {
      if (missing.kind !== "table") continue;
      const { name, source, query, of } = missing;
      const names = strange.get(of.history) ?? new Set();
      report({
        at: { at: source.at, anchor: query.anchor, within: query.at },
        key: name,
        message: `no migration makes \`${name}\`${didYouMean(name, tablesOf(of.history))}`,
        label: "named here",
        fold: { by: "cause", key: name },
        // A statement that could not be read may have made it. Of several names that resemble no table, more likely
        // migrations did that were not found.
        ...(of.schema.complete && (names.size <= 1 || !names.has(name)) ? {} : { confidence: "medium" as const }),
      });
    }
  },
});

function tablesOf({ schema }: History): readonly string[] {
  return schema.tables().map(({ path }) => path);
}

/** The unknown names that are no misspelling of a table, by history. */
function strangeNames(unknown: readonly Missing[]): ReadonlyMap<History, ReadonlySet<string>> {
  const names = new Map<History, Set<string>>();
  for (const missing of unknown) {
    const { history } = missing.of;
    if (missing.kind !== "table" || closest(missing.name, tablesOf(history)) !== null) continue;
    const known = names.get(history) ?? new Set<string>();
    names.set(history, known.add(missing.name));
  }
  return names;
}
