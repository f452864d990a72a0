import type { MigrationHistory } from "../../src/facts/sql.ts";
import { schemaJson } from "../../src/cli/model-json/schema.ts";
import { parseSql } from "../../src/languages/sql/parse.ts";
import { ddlStatements } from "../../src/model/schema/ddl/ddl.ts";
import { foldHistory } from "../../src/model/schema/fold.ts";
import { latestMoment } from "../../src/model/schema/moment.ts";
import type { History } from "../../src/model/schema.ts";
import type { Definitions } from "../../test/oracles/schema/definitions.ts";
import type { MigrationTexts } from "./texts.ts";
import { compareLines, type Comparison } from "./compare.ts";

/** The schema that a history ends with, printed by `archlint model schema --format sql`, as a migration of its own. */
export async function printedHistory(
  folded: History,
): Promise<{ readonly texts: MigrationTexts; readonly history: MigrationHistory }> {
  const file = "schema.sql";
  const printed = ddlStatements(folded.schema);
  const text = printed.map((statement) => `${statement};\n`).join("");
  const { statements, unread } = await parseSql(text, file);
  let line = 1;
  const sources = printed.map((statement) => {
    const source = { file, line, texts: [statement] };
    line += statement.split("\n").length;
    return source;
  });
  const at = { file, start: 0, end: text.length };
  const migration = { file, version: "schema", up: statements, down: null, transaction: true, at, unread };
  return {
    texts: { file, statements: sources },
    history: {
      name: folded.name,
      tool: folded.tool,
      dialect: folded.dialect,
      hasDowns: false,
      migrations: [migration],
    },
  };
}

/** What `archlint model schema` says of a history, without places: a line a table, a view, an enum. */
export function modelLines(history: MigrationHistory | History): readonly string[] {
  const folded = "steps" in history ? history : foldHistory(history);
  const [json] = schemaJson([latestMoment(folded)], () => 0).histories;
  const temporary = new Set(folded.schema.tables().flatMap((table) => (table.temporary ? [table.name] : [])));
  return [...(json?.tables ?? []), ...(json?.views ?? []), ...(json?.enums ?? [])]
    .filter((thing) => !("columns" in thing && temporary.has(thing.name)))
    .map((thing) => JSON.stringify({ ...thing, at: null }));
}

/**
 * One comparison over all kinds, whose lines begin with their kind; what belongs to a foreign relation is left out. A template in
 * a function's body is run filled, and printed as written.
 */
export function compareDefinitions(
  kind: string,
  truth: Definitions,
  printed: Definitions,
  foreign: ReadonlySet<string>,
): Comparison {
  const lines = (definitions: Definitions): string[] =>
    Object.entries(definitions).flatMap(([what, all]) =>
      all
        .filter((line) => !foreign.has(line.slice(0, line.search(/\s|$/))))
        .map((line) => `${what}: ${line.replaceAll(/\$\{(\w+)\}/g, "t_$1_")}`),
    );
  return compareLines(kind, lines(truth), lines(printed));
}
