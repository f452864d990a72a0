import type { History } from "../schema.ts";

const alone = "put it alone in a migration of its own: a file of one statement runs outside a transaction";

/** How each tool is told to run a migration outside a transaction, as its manual says. */
const switches: Readonly<Record<string, string>> = {
  prisma: alone,
  supabase: alone,
  "golang-migrate": alone,
  goose: "begin the file with `-- +goose NO TRANSACTION`",
  "sql-migrate": "mark the section `-- +migrate Up notransaction`",
  dbmate: "mark the section `-- migrate:up transaction:false`, and keep one such statement to a file",
  flyway: "put it in a migration of its own, which Flyway then runs outside a transaction",
  liquibase: "mark the change set `runInTransaction:false`",
  diesel: "add a metadata.toml with `run_in_transaction = false` to the migration's folder",
  sqlx: "begin the file with `-- no-transaction`",
  atlas: "begin the file with `-- atlas:txmode none`",
  "postgres-migrations": "begin the file with `-- postgres-migrations disable-transaction`",
  "node-pg-migrate": "call `pgm.noTransaction()` in the migration",
  knex: "export `config = { transaction: false }` from the migration",
  typeorm: "set `transaction = false` in the migration class, and run with `--transaction each`",
  "mikro-orm": "override `isTransactional()` in the migration to return false",
  drizzle:
    "drizzle-orm runs all migrations in one transaction and cannot be told otherwise: build the index by hand before, and write `IF NOT EXISTS` here",
};

/** What to do so that this history's tool runs a statement outside a transaction. */
export function outsideTransaction(history: History): string {
  return switches[history.tool] ?? "run it outside a transaction";
}
