import type { Node } from "libpg-query";

/** PostgreSQL's own parser, loaded: a WebAssembly build of the server's grammar. */
export interface Parser {
  /** The tree of one statement. */
  parse(text: string): Parsed;
  /** The tree of a DO block's or function's body, from the whole statement around it; null when it cannot be read. */
  parsePlPgSql(text: string): PlPgSqlTree | null;
}

export type Parsed = { readonly node: Node } | { readonly message: string; readonly codePoint: number };

/** The JSON of PostgreSQL's `plpgsql` dump: nodes are objects with one key, their kind. */
export type PlPgSqlTree = { readonly [key: string]: unknown };

let loading: Promise<Parser> | undefined;

/** Loads the parser once; nothing before the first call pays for it. */
export function loadParser(): Promise<Parser> {
  return (loading ??= load());
}

async function load(): Promise<Parser> {
  const pg = await import("libpg-query");
  await pg.loadModule();
  return {
    parse(text) {
      // The text goes to C, where a null character would silently end it.
      const nul = text.indexOf("\0");
      if (nul >= 0)
        return { message: "a null character stands in the text", codePoint: Array.from(text.slice(0, nul)).length };
      try {
        const node = pg.parseSync(text).stmts?.[0]?.stmt;
        return node ? { node } : { message: "no statement", codePoint: 0 };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { message, codePoint: pg.hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0 };
      }
    },
    parsePlPgSql(text) {
      try {
        const tree = pg.parsePlPgSQLSync(text) as { plpgsql_funcs?: PlPgSqlTree[] };
        return tree.plpgsql_funcs?.[0] ?? null;
      } catch {
        return null;
      }
    },
  };
}
