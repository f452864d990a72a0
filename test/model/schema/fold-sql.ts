import type { Migration } from "../../../src/facts/sql.ts";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import type { History } from "../../../src/model/schema.ts";
import { foldHistory } from "../../../src/model/schema/fold.ts";

/** Folds a history given as one SQL text a migration. */
export async function foldSql(...texts: readonly string[]): Promise<History> {
  const migrations: Migration[] = [];
  for (const [index, text] of texts.entries()) {
    const file = `db/${index + 1}.sql`;
    const { statements, unread } = await parseSql(text, file);
    migrations.push({
      file,
      version: String(index + 1),
      up: statements,
      down: null,
      transaction: true,
      at: { file, start: 0, end: 1 },
      unread,
    });
  }
  return foldHistory({ name: "db", tool: "plain", dialect: "postgresql", hasDowns: false, migrations });
}

export function refusals(history: History): readonly string[] {
  return history.steps.flatMap((step) =>
    step.statements.flatMap((statement) => statement.changes.flatMap((change) => change.refusal ?? [])),
  );
}
