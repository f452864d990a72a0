import type { Change } from "../../facts/changes.ts";
import type { Migration, SqlStatement } from "../../facts/sql.ts";
import { applyChange, passOf } from "./apply.ts";
import { Applying } from "./applying.ts";
import type { Catalogue } from "./catalogue.ts";
import { dropTable } from "./drops.ts";

export interface AppliedStatement {
  readonly statement: SqlStatement;
  readonly changes: readonly AppliedChange[];
}

interface AppliedChange {
  readonly change: Change;
  /** The version right after it. */
  readonly version: number;
  readonly refusal: string | null;
}

/** Applies the statements of one up or one down, as on a connection of its own. */
export function foldStatements(
  catalogue: Catalogue,
  migration: Migration,
  statements: readonly SqlStatement[],
): readonly AppliedStatement[] {
  const applied = inBlocks(statements).map(({ statement, inBlock }) => ({
    statement,
    changes: foldStatement(catalogue, migration, statement, inBlock),
  }));
  endSession(catalogue, migration);
  return applied;
}

/**
 * Session state ends with the step: temporary tables and the search path. Migrations that run on one connection in one
 * go do not rely on the opposite, since each was first run alone.
 */
function endSession(catalogue: Catalogue, migration: Migration): void {
  catalogue.version++;
  catalogue.setSearchPath(null);
  const end: SqlStatement = { at: migration.at, verb: "", changes: [], certainty: "certain" };
  for (const relation of catalogue.temporaryTables())
    dropTable(new Applying(catalogue, migration, end, true, true), relation, true);
}

/** The statements of a DO block follow it in the list and stand inside it in the file. */
function inBlocks(
  statements: readonly SqlStatement[],
): readonly { readonly statement: SqlStatement; readonly inBlock: boolean }[] {
  let block: SqlStatement | undefined;
  return statements.map((statement) => {
    const inBlock =
      block !== undefined &&
      statement.at.file === block.at.file &&
      statement.at.start > block.at.start &&
      statement.at.end <= block.at.end;
    if (!inBlock) block = statement;
    return { statement, inBlock };
  });
}

function foldStatement(
  catalogue: Catalogue,
  migration: Migration,
  statement: SqlStatement,
  inBlock: boolean,
): readonly AppliedChange[] {
  const changes: (AppliedChange | undefined)[] = Array.from({ length: statement.changes.length });
  if (statement.certainty === "dynamic") catalogue.incompleteFrom ??= catalogue.version + 1;
  for (const { change, at } of inPasses(statement)) {
    catalogue.version++;
    const applying = new Applying(
      catalogue,
      migration,
      statement,
      inBlock || statement.certainty !== "certain",
      statement.ifExists === true,
    );
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
