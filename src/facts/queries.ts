import type { Subject, TextPlace } from "../findings/place.ts";

/**
 * One query that code sends to its database, however it is written: a text of SQL, or the calls of a query builder or an
 * ORM. All of them have this one shape; what the source does not tell is marked unknown, never guessed.
 */
export interface Query extends Subject {
  readonly file: string;
  readonly at: TextPlace;
  /** `text` for SQL; else the library whose calls say it: `prisma`, `drizzle`, `knex`, `kysely`, `typeorm`, `sequelize`, … */
  readonly source: "text" | (string & {});
  /** The SQL as it was read, with a placeholder for each unknown part; null for a builder's. */
  readonly text: string | null;
  readonly kind: "select" | "insert" | "update" | "delete" | "merge" | "other" | "unknown";
  /** Each SELECT, INSERT, UPDATE, DELETE and MERGE in it, what stands outside before what stands inside; empty when none was read. */
  readonly blocks: readonly QueryBlock[];
  /**
   * False when a part of its shape is not known from the source: an interpolated fragment, a name in a variable, calls on a
   * builder behind a branch. What is listed is there all the same; what is not listed may be.
   */
  readonly complete: boolean;
  /** Why nothing could be read of it, as the parser says; null where it was. */
  readonly unread: string | null;
}

/** One SELECT, INSERT, UPDATE, DELETE or MERGE: the whole query, or one inside another. */
export interface QueryBlock {
  readonly kind: "select" | "insert" | "update" | "delete" | "merge";
  /** The block it stands in, as an index into `blocks`; -1 for the outermost. */
  readonly parent: number;
  /**
   * What it is to `parent`: `main`; `cte` behind WITH; `derived` in FROM (it sees its parent's sources only if `lateral`);
   * `side` of a UNION and its like; `expression` behind EXISTS, IN or as a value; `source` of INSERT … SELECT.
   */
  readonly role: "main" | "cte" | "derived" | "lateral" | "side" | "expression" | "source";
  /** In order of writing; the target of one that writes first. */
  readonly sources: readonly QuerySource[];
  /** Each column it names itself, in order of writing; blocks inside it name their own. */
  readonly columns: readonly ColumnUse[];
  /** What its WHERE, and the ON and USING of its joins, compare. */
  readonly predicates: readonly Predicate[];
  /** It has a WHERE, even if one that is not understood. */
  readonly filtered: boolean;
  /** Each `*` and `t.*` of the select list or RETURNING; `count(*)` is none. */
  readonly stars: readonly { readonly qualifier: string | null; readonly at: TextPlace }[];
  /** Names of what it gives, in order, null for an unnamed expression; null when a `*` is among them. */
  readonly outputs: readonly (string | null)[] | null;
  /** It gives one row at most whatever the tables hold: an aggregate without GROUP BY, or a select without sources. */
  readonly single: boolean;
  /** GROUP BY or DISTINCT. */
  readonly grouped: boolean;
  readonly order: readonly OrderKey[];
  readonly limit: Bound | null;
  readonly offset: Bound | null;
  /** An INSERT's column list, or the columns an UPDATE sets; null for an INSERT without a list. */
  readonly written: readonly WrittenColumn[] | null;
  /** ON CONFLICT: the columns it names; null without, or with a constraint's name. */
  readonly conflict: readonly string[] | null;
  readonly at: TextPlace;
}

/** What stands in FROM, USING or JOIN, or is written to. */
export interface QuerySource {
  /** `block`: a derived table or a WITH's query; `other`: a function, VALUES, or a name that is not known. */
  readonly kind: "table" | "block" | "other";
  /** As written: folded to lower case unless quoted; null when the search path decides. */
  readonly schema: string | null;
  /** The table's or the WITH's name; null without one. */
  readonly name: string | null;
  /** What columns are qualified with: the alias, else the name. */
  readonly alias: string | null;
  /** Of a `block`: its index. -1 for the rest. */
  readonly block: number;
  /** Names given to its columns: `AS t (a, b)`. */
  readonly renamed: readonly string[] | null;
  readonly join: "target" | "from" | "inner" | "left" | "right" | "full" | "cross";
  /** NATURAL: joined by the columns of the same name, which only the schema tells. */
  readonly natural?: true;
  readonly at: TextPlace;
}

/** A column as it is named in a query; `qualifier` as written, null without one. */
export interface ColumnName {
  readonly qualifier: string | null;
  readonly name: string;
}

export interface ColumnUse extends ColumnName {
  readonly use: "read" | "filter" | "join" | "order" | "group" | "write" | "return" | "conflict";
  readonly at: TextPlace;
}

/** One comparison of a WHERE, ON or USING. */
export interface Predicate {
  /** The column that is compared, with nothing done to it; null when it is an expression. */
  readonly column: ColumnName | null;
  /** What is done to the one column in it, as PostgreSQL prints it with the column unqualified: `lower(email)`; null for a plain column. */
  readonly expression: string | null;
  /** The columns an expression is made of; of a plain column that one. */
  readonly columns: readonly ColumnName[];
  /** `is true`: a bare boolean column; `other`: none of these. */
  readonly operator:
    | "="
    | "<>"
    | "<"
    | "<="
    | ">"
    | ">="
    | "between"
    | "in"
    | "not in"
    | "like"
    | "ilike"
    | "not like"
    | "is null"
    | "is not null"
    | "is true"
    | "is false"
    | "@>"
    | "other";
  /** `value`: constants and parameters; `column`: of another source; `block`: a query; `expression`: what else. */
  readonly against: "value" | "column" | "block" | "expression" | "nothing";
  /** The other column of a comparison of two. */
  readonly other: ColumnName | null;
  /** The constant where there is one; undefined for a parameter and for what is not known. */
  readonly constant?: string | number | boolean;
  /** Of LIKE: whether its pattern begins with a wildcard, where that is known. */
  readonly wildcard?: "leading" | "later" | "none";
  /**
   * `all`: it must hold for every row (a conjunct). `some`: it stands under an OR, `not` under a NOT: an index on its column
   * alone need not serve.
   */
  readonly must: "all" | "some" | "not";
  readonly on: "where" | "join" | "having";
  readonly at: TextPlace;
}

interface OrderKey {
  /** Null for an expression or a place in the select list. */
  readonly column: ColumnName | null;
  /** As PostgreSQL prints it, without qualifiers, where it is no plain column. */
  readonly expression: string | null;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | null;
  readonly at: TextPlace;
}

/** LIMIT or OFFSET; `value` null for a parameter or an expression. */
export interface Bound {
  readonly value: number | null;
  readonly at: TextPlace;
}

export interface WrittenColumn {
  readonly name: string;
  /** What is known of the value: `DEFAULT`, NULL, a constant, or something else. */
  readonly value: "default" | "null" | "constant" | "other";
  readonly at: TextPlace;
}
