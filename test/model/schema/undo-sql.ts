import type { Migration } from "../../../src/facts/sql.ts";
import { parseSql } from "../../../src/languages/sql/parse.ts";
import type { Step } from "../../../src/model/schema.ts";
import { foldHistory } from "../../../src/model/schema/fold.ts";

/** Folds a history of one migration before and one of an up and a down, and gives the step of the latter. */
export async function stepOf(before: string, up: string, down: string): Promise<Step> {
  const migrations: Migration[] = [];
  for (const [version, upText, downText] of [
    ["1", before, null],
    ["2", up, down],
  ] as const) {
    const file = `db/${version}.up.sql`;
    const downFile = `db/${version}.down.sql`;
    const read = await parseSql(upText, file);
    const undone = downText === null ? null : await parseSql(downText, downFile);
    migrations.push({
      file,
      version,
      up: read.statements,
      down:
        undone === null
          ? null
          : { file: downFile, at: { file: downFile, start: 0, end: 1 }, statements: undone.statements },
      transaction: true,
      at: { file, start: 0, end: 1 },
      unread: [...read.unread, ...(undone?.unread ?? [])],
    });
  }
  return foldHistory({ name: "db", tool: "golang-migrate", dialect: "postgresql", hasDowns: true, migrations })
    .steps[1] as Step;
}
