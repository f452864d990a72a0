import type { Change, Migration, MigrationHistory, SqlStatement } from "../../facts/sql.ts";
import type { History } from "../schema.ts";
import { applyChange, passOf } from "./apply.ts";
import { Applying } from "./applying.ts";
import { Catalogue } from "./catalogue.ts";
import { objectOf } from "./change-object.ts";
import { dropTable } from "./drops.ts";
import { ChangeAt, FoldedHistory, FoldedStep, StatementAt } from "./history.ts";

/**
 * Folds a history into the schema it produces, keeping every state on the way. Never throws: a change that PostgreSQL
 * would refuse says so ({@link ChangeAt.refusal}). Linear in the number of statements.
 */
export function foldHistory(source: MigrationHistory): History {
  const catalogue = new Catalogue();
  return new FoldedHistory(source, catalogue, (history) => {
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
                const changeAnchor = numbered(anchors, `${anchor}#${applied.change.kind} ${objectOf(applied.change)}`.trimEnd());
                previous = new ChangeAt(history, number++, applied.version, { ...applied, statement }, step, changeAnchor, previous);
                return previous;
              }),
            ),
        );
      return new FoldedStep(history, migration, anchor, folded.versions, folded.created, statementsOf);
    });
  });
}

interface AppliedChange {
  readonly change: Change;
  readonly version: number;
  readonly refusal: string | null;
}

function foldMigration(catalogue: Catalogue, migration: Migration) {
  const before = catalogue.version;
  const created = new Set<string>();
  const statements = inBlocks(migration.up).map(({ statement, inBlock }) => ({ statement, changes: foldStatement(catalogue, migration, statement, inBlock) }));
  for (const { changes } of statements) {
    for (const { change, refusal } of changes) if ((change.kind === "create-table" || change.kind === "create-table-as") && refusal === null) created.add(change.table.name);
  }
  // An unread statement may have stood anywhere in the step.
  if (migration.unread.some((unread) => unread.at.file !== migration.down?.file || !inDown(migration, unread.at.start))) catalogue.incompleteFrom ??= before + 1;
  endStep(catalogue, migration);
  return { versions: { before, after: catalogue.version }, created, statements };
}

function inDown({ down }: Migration, offset: number): boolean {
  return down !== null && offset >= down.at.start && offset < down.at.end;
}

/**
 * Session state ends with the step, as on a connection of its own: temporary tables and the search path. Migrations
 * that run on one connection in one go do not rely on the opposite, since each was first run alone.
 */
function endStep(catalogue: Catalogue, migration: Migration): void {
  catalogue.version++;
  catalogue.setSearchPath(null);
  const end: SqlStatement = { at: migration.at, verb: "", changes: [], certainty: "certain" };
  for (const relation of catalogue.temporaryTables()) dropTable(new Applying(catalogue, migration, end, true, true), relation, true);
}

/** The statements of a DO block follow it in the list and stand inside it in the file. */
function inBlocks(statements: readonly SqlStatement[]): readonly { readonly statement: SqlStatement; readonly inBlock: boolean }[] {
  let block: SqlStatement | undefined;
  return statements.map((statement) => {
    const inBlock = block !== undefined && statement.at.file === block.at.file && statement.at.start > block.at.start && statement.at.end <= block.at.end;
    if (!inBlock) block = statement;
    return { statement, inBlock };
  });
}

function foldStatement(catalogue: Catalogue, migration: Migration, statement: SqlStatement, inBlock: boolean): readonly AppliedChange[] {
  const changes: (AppliedChange | undefined)[] = Array.from({ length: statement.changes.length });
  if (statement.certainty === "dynamic") catalogue.incompleteFrom ??= catalogue.version + 1;
  for (const { change, at } of inPasses(statement)) {
    catalogue.version++;
    const applying = new Applying(catalogue, migration, statement, inBlock || statement.certainty !== "certain", statement.ifExists === true);
    if (statement.certainty !== "dynamic") applyChange(applying, change);
    if (applying.refusal !== null) catalogue.incompleteFrom ??= catalogue.version;
    changes[at] = { change, version: catalogue.version, refusal: applying.refusal };
  }
  return changes as readonly AppliedChange[];
}

function inPasses(statement: SqlStatement): readonly { readonly change: Change; readonly at: number }[] {
  const numberedChanges = statement.changes.map((change, at) => ({ change, at }));
  if (statement.changes.length < 2 || !statement.verb.startsWith("ALTER TABLE")) return numberedChanges;
  return numberedChanges.sort((a, b) => passOf(a.change) - passOf(b.change) || a.at - b.at);
}

/** Repeated anchors are counted, in order. */
function numbered(counts: Map<string, number>, anchor: string): string {
  const count = (counts.get(anchor) ?? 0) + 1;
  counts.set(anchor, count);
  return count === 1 ? anchor : `${anchor}~${count}`;
}
