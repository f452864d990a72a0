import type { Migration, MigrationHistory } from "../../facts/sql.ts";
import type { History } from "../schema.ts";
import { Catalogue } from "./catalogue.ts";
import { objectOf } from "./change-object.ts";
import { foldStatements } from "./fold-statements.ts";
import { ChangeAt, FoldedHistory, FoldedStep, StatementAt } from "./history.ts";
import { inDown, undo } from "./undo.ts";

/**
 * Folds a history into the schema it produces, keeping every state on the way. Never throws: a change that PostgreSQL
 * would refuse says so ({@link ChangeAt.refusal}). Linear in the number of statements.
 *
 * @param release files of migrations that go live together; without them each goes alone
 */
export function foldHistory(source: MigrationHistory, release: ReadonlySet<string> = new Set()): History {
  const catalogue = new Catalogue();
  return new FoldedHistory(source, catalogue, release, (history) => {
    const versions = new Map<string, number>();
    let number = 0;
    return source.migrations.map((migration) => {
      const anchor = numbered(versions, `sql:${source.name}/${migration.version}`);
      const folded = foldMigration(catalogue, migration);
      const anchors = new Map<string, number>();
      let previous: ChangeAt | undefined;
      const statementsOf = (step: FoldedStep): readonly StatementAt[] =>
        folded.statements.map(
          ({ statement, changes }) =>
            new StatementAt(statement, step, numbered(anchors, `${anchor}#${statement.verb}`), () =>
              changes.map((applied) => {
                const changeAnchor = numbered(
                  anchors,
                  `${anchor}#${applied.change.kind} ${objectOf(applied.change)}`.trimEnd(),
                );
                previous = new ChangeAt(
                  history,
                  number++,
                  applied.version,
                  { ...applied, statement },
                  step,
                  changeAnchor,
                  previous,
                );
                return previous;
              }),
            ),
        );
      return new FoldedStep(history, migration, anchor, folded.versions, folded.created, statementsOf, (step) =>
        undo(history, catalogue, step, folded.versions),
      );
    });
  });
}

function foldMigration(catalogue: Catalogue, migration: Migration) {
  const before = catalogue.version;
  const created = new Set<string>();
  const statements = foldStatements(catalogue, migration, migration.up);
  for (const { changes } of statements) {
    for (const { change, refusal } of changes)
      if ((change.kind === "create-table" || change.kind === "create-table-as") && refusal === null)
        created.add(change.table.name);
  }
  // An unread statement may have stood anywhere in the step.
  if (migration.unread.some((unread) => !inDown(migration, unread))) catalogue.incompleteFrom ??= before + 1;
  return { versions: { before, after: catalogue.version }, created, statements };
}

/** Repeated anchors are counted, in order. */
function numbered(counts: Map<string, number>, anchor: string): string {
  const count = (counts.get(anchor) ?? 0) + 1;
  counts.set(anchor, count);
  return count === 1 ? anchor : `${anchor}~${count}`;
}
