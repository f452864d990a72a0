import { createRequire } from "node:module";
import type * as PgsqlAstParser from "pgsql-ast-parser";

let loaded: typeof PgsqlAstParser | undefined;

/** Loaded where PostgreSQL's own grammar refuses a query, which it does in few projects. */
export function pgsqlAstParser(): typeof PgsqlAstParser {
  return (loaded ??= createRequire(import.meta.url)("pgsql-ast-parser") as typeof PgsqlAstParser);
}
