import type { SqlStatement } from "../../facts/sql.ts";
import type { FoldedStatement, History, Step } from "../schema.ts";

/** One transaction of a step. */
export interface Transaction {
  /** Who opens it: the tool, around the whole step or by sending it as one query; or the file, by BEGIN. */
  readonly by: "tool" | "file";
  /** The BEGIN that opens it. */
  readonly begin: FoldedStatement | null;
}

/**
 * Which transaction each statement of a step runs in. One that is not in the map has its own, as PostgreSQL gives
 * every statement outside a transaction block.
 */
export function transactionsOf(history: History, step: Step): ReadonlyMap<FoldedStatement, Transaction> {
  const found = new Map<FoldedStatement, Transaction>();
  let current: Transaction | null = step.migration.transaction ? { by: "tool", begin: null } : null;
  for (const statement of step.statements) {
    const command = commandOf(statement.statement);
    if (command === "begin") current ??= { by: "file", begin: statement };
    if (current !== null) found.set(statement, current);
    // What follows in the same query is the next implicit transaction; what follows in a transaction of the tool has none.
    if (command === "commit" || command === "rollback")
      current = step.migration.transaction && sendsOneQuery(history.tool) ? { by: "tool", begin: null } : null;
  }
  return found;
}

/** What a statement does to the transaction, when that is certain. */
export function commandOf(statement: SqlStatement): "begin" | "commit" | "rollback" | null {
  const change = statement.certainty === "certain" ? statement.changes[0] : undefined;
  return change?.kind === "transaction" && change.command !== "savepoint" ? change.command : null;
}

/**
 * Tools that send a file as one query and open no transaction of their own: PostgreSQL runs several statements as one
 * transaction, and a BEGIN and COMMIT among them are as good as anywhere.
 */
export function sendsOneQuery(tool: string): boolean {
  return ["prisma", "supabase", "golang-migrate", "postgrator"].includes(tool);
}
