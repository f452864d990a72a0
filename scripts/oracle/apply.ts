import type { PGlite } from "@electric-sql/pglite";
import { createRole, createSchema } from "./database.ts";
import type { MigrationTexts, StatementSource } from "./texts.ts";

/** A statement PostgreSQL refused: where it stands, and what it said. */
interface Refused {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Applied {
  readonly statements: number;
  readonly refused: readonly Refused[];
  /** Roles and schemas that no migration makes and that were made for it: `role app`, `schema hdb_catalog`. */
  readonly made: readonly string[];
}

/** What only has a meaning inside a transaction: the file is run in one. */
const needsTransaction =
  /\bon\s+commit\s+(?:drop|delete)\b|^\s*lock\b|^\s*set\s+(?:local|constraints)\b|^\s*savepoint\b|^\s*declare\b/i;

const missingRole = /^role "(.+)" does not exist$/;
const missingSchema = /^schema "(.+)" does not exist$/;

/** Runs all migrations, statement by statement; one that is refused does not keep the others from being run. */
export async function applyHistory(
  database: PGlite,
  migrations: readonly MigrationTexts[],
  searchPath: string,
): Promise<Applied> {
  const session = new Session(database, searchPath);
  let count = 0;
  for (const { statements } of migrations) {
    count += statements.length;
    await session.run(statements);
  }
  return { statements: count, refused: session.refused, made: [...session.made].toSorted() };
}

class Session {
  readonly refused: Refused[] = [];
  readonly made = new Set<string>();
  readonly #database: PGlite;
  readonly #searchPath: string;
  #open = false;

  constructor(database: PGlite, searchPath: string) {
    this.#database = database;
    this.#searchPath = searchPath;
  }

  async run(statements: readonly StatementSource[]): Promise<void> {
    // A migration is another session's than the one before it, as far as settings go.
    await this.#database.exec(`RESET ALL; SET search_path TO ${this.#searchPath}`);
    const wrapped =
      statements.some(({ texts }) => needsTransaction.test(texts[0] as string)) &&
      !statements.some(({ texts }) => boundary(texts[0] as string) !== null);
    if (wrapped) await this.#begin();
    for (const statement of statements) await this.#one(statement);
    if (this.#open) await this.#end("COMMIT");
  }

  async #one(statement: StatementSource): Promise<void> {
    const transaction = boundary(statement.texts[0] as string);
    // The platform's path is a setting of this session, and no default that RESET would find.
    if (/^reset\s+search_path$/i.test(statement.texts[0] as string))
      return void (await this.#database.exec(`SET search_path TO ${this.#searchPath}`));
    if (transaction === "begin") return this.#begin();
    if (transaction !== null) return this.#end(transaction === "commit" ? "COMMIT" : "ROLLBACK");
    let first: Failure | null = null;
    for (const text of statement.texts) {
      const failure = await this.#try(text);
      if (failure === null) return;
      first ??= failure;
      if (failure.code !== "42601") {
        first = failure;
        break;
      }
    }
    if (first !== null) this.refused.push({ file: statement.file, line: statement.line, message: first.message });
  }

  /** Null when it ran. A role or a schema that is missing is made, once, and it is run again. */
  async #try(text: string): Promise<Failure | null> {
    for (;;) {
      const failure = await this.#attempt(text);
      if (failure === null) return null;
      const role = missingRole.exec(failure.message)?.[1];
      const schema = missingSchema.exec(failure.message)?.[1];
      const thing = role === undefined ? `schema ${schema ?? ""}` : `role ${role}`;
      if (
        (role === undefined && schema === undefined) ||
        this.made.has(thing) ||
        /^\s*(?:drop|alter)\s+(?:schema|role|user)\b/i.test(text)
      )
        return failure;
      this.made.add(thing);
      if (role === undefined) await createSchema(this.#database, schema as string);
      else await createRole(this.#database, role);
    }
  }

  /** Inside a transaction behind a savepoint, so that a refusal costs this statement alone. */
  async #attempt(text: string): Promise<Failure | null> {
    if (this.#open) await this.#database.exec("SAVEPOINT archlint_oracle");
    try {
      await this.#database.exec(text);
      if (this.#open) await this.#database.exec("RELEASE SAVEPOINT archlint_oracle");
      return null;
    } catch (error) {
      if (this.#open) await this.#database.exec("ROLLBACK TO SAVEPOINT archlint_oracle");
      return {
        message: error instanceof Error ? (error.message.split("\n")[0] as string) : String(error),
        code: (error as { code?: string }).code ?? null,
      };
    }
  }

  async #begin(): Promise<void> {
    if (!this.#open) await this.#database.exec("BEGIN");
    this.#open = true;
  }

  async #end(command: "COMMIT" | "ROLLBACK"): Promise<void> {
    if (this.#open) await this.#database.exec(command);
    this.#open = false;
  }
}

interface Failure {
  readonly message: string;
  readonly code: string | null;
}

function boundary(text: string): "begin" | "commit" | "rollback" | null {
  if (/^(?:begin|start\s+transaction)\b/i.test(text)) return "begin";
  if (/^(?:commit|end)\b/i.test(text)) return "commit";
  return /^(?:rollback|abort)\b(?!\s+to\b)/i.test(text) ? "rollback" : null;
}
