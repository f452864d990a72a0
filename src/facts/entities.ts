import type { Subject, TextPlace } from "../findings/place.ts";

/**
 * What code says a table is: a model of a Prisma schema, a table of Drizzle, a class or model of an ORM. All have this one
 * shape; what the source does not tell is null, never guessed.
 */
export interface Entity extends Subject {
  readonly file: string;
  /** The whole declaration. */
  readonly at: TextPlace;
  readonly source: "prisma" | "drizzle" | (string & {});
  /** As code calls it: the model, the class, the constant. */
  readonly name: string;
  /** Null when its name is not known from the source. */
  readonly table: EntityTable | null;
  /** The columns it names, in order of writing. */
  readonly columns: readonly EntityColumn[];
  readonly relations: readonly EntityRelation[];
  /** False when it may have columns that are not listed. */
  readonly complete: boolean;
}

interface EntityTable {
  /** Null when none is given and the search path decides. */
  readonly schema: string | null;
  readonly name: string;
  /** Where the name is given; where it follows from the entity's own name, that. */
  readonly at: TextPlace;
}

export interface EntityColumn {
  /** As code calls it. */
  readonly property: string;
  /** As the database calls it; null when that depends on what is not known. */
  readonly name: string | null;
  /** As written: `String`, `varchar`; null where nothing says it. */
  readonly type: string | null;
  readonly nullable: boolean | null;
  /** Who fills it when an INSERT does not give it: the database, or the library before it sends one. Null where neither does. */
  readonly filled: "database" | "library" | null;
  readonly at: TextPlace;
}

export interface EntityRelation {
  readonly property: string;
  /** The other entity's name in code. */
  readonly target: string;
  readonly many: boolean;
  /** Its columns `from` are the foreign key's. */
  readonly owner: boolean;
  /** The columns that join the two tables, pair by pair; empty where they are not known, or another table stands between. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The table between the two, with its columns that lead here and there. */
  readonly through: { readonly table: string; readonly from: string; readonly to: string } | null;
  readonly at: TextPlace;
}
