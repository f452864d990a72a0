import type { Migration, SqlStatement, UnreadStatement } from "../../facts/sql.ts";
import type { Difference, Schema, Step, Undo, UndoStatement } from "../schema.ts";
import { Catalogue } from "./catalogue.ts";
import { differences } from "./differences.ts";
import { foldStatements } from "./fold-statements.ts";
import type { FoldedHistory } from "./history.ts";
import { SchemaAt } from "./schema-at.ts";

/** Folds the down of a step onto what its up has left, in a branch that the history never sees. */
export function undo(
  history: FoldedHistory,
  catalogue: Catalogue,
  step: Step,
  versions: { readonly before: number; readonly after: number },
): Undo | null {
  const { migration } = step;
  if (migration.down === null) return null;
  const branch = new Catalogue(catalogue, versions.after);
  const schemas = new Map<number, SchemaAt>();
  const schemaAt = (version: number): SchemaAt => {
    let schema = schemas.get(version);
    if (schema === undefined) schemas.set(version, (schema = new SchemaAt(history, branch, version)));
    return schema;
  };
  const statements = foldStatements(branch, migration, migration.down.statements).map(
    ({ statement, changes }): UndoStatement => ({
      statement,
      changes: changes.map(({ change, version, refusal }) => ({
        change,
        refusal,
        before: schemaAt(version - 1),
        after: schemaAt(version),
      })),
    }),
  );
  return new StepUndo(step, history.schemaAt(versions.before), schemaAt(branch.version), statements);
}

class StepUndo implements Undo {
  readonly #step: Step;
  readonly #before: SchemaAt;
  readonly #after: SchemaAt;
  readonly statements: readonly UndoStatement[];
  #differences: readonly Difference[] | undefined;

  constructor(step: Step, before: SchemaAt, after: SchemaAt, statements: readonly UndoStatement[]) {
    this.#step = step;
    this.#before = before;
    this.#after = after;
    this.statements = statements;
  }

  get after(): Schema {
    return this.#after;
  }

  get certain(): boolean {
    const { unread, up, down } = this.#step.migration;
    return unread.length === 0 && [...up, ...(down?.statements ?? [])].every(says);
  }

  differences(): readonly Difference[] {
    const changes = [...this.#step.statements, ...this.statements].flatMap(
      (statement) => statement.changes as readonly UndoStatement["changes"][number][],
    );
    return (this.#differences ??= differences(this.#before, this.#after, changes));
  }
}

/** Not a statement that may do what its text does not tell: a call, a block, a branch. */
function says({ certainty, changes, verb }: SqlStatement): boolean {
  return (
    certainty === "certain" && (changes.length > 0 || !/^(?:SELECT|CALL|DO|EXECUTE|WITH|SQL|IMPORT|code)\b/i.test(verb))
  );
}

/** Whether a statement that could not be read stands in the down: in a file of its own, or behind the mark that begins it. */
export function inDown({ file, down }: Migration, { at }: UnreadStatement): boolean {
  return down !== null && at.file === down.file && (down.file !== file || at.start >= down.at.start);
}
