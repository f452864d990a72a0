import type { TextPlace } from "../findings/place.ts";

/** A name as written: `schema` is null when the search path decides. Folded to lower case unless quoted, cut at 63 bytes. */
export interface QualifiedName {
  readonly schema: string | null;
  readonly name: string;
}

export interface TypeName {
  /**
   * As `format_type` prints it, arrays with one `[]`, without a schema, quoted where PostgreSQL quotes: `character varying(20)`,
   * `timestamp(3) with time zone`, `text[]`, `"Role"`, `vector(3)`. A serial's name is that of its integer type.
   */
  readonly name: string;
  /** The schema it was qualified with, for a type that is not built in. */
  readonly schema: string | null;
  /** The element type's bare name, to look an enum or a domain up by: `{ schema: null, name: "Role" }`; `int4`, `varchar` for built-in ones. */
  readonly base: QualifiedName;
  readonly array: boolean;
  /** `smallserial`, `serial` and `bigserial` are not types: the column has a sequence and NOT NULL. */
  readonly serial: boolean;
  readonly at: TextPlace;
}

/** An expression as PostgreSQL's deparser or the source prints it, with the functions it calls (for volatility). */
export interface Expression {
  readonly text: string;
  readonly functions: readonly string[];
  /** A literal or a cast of one. */
  readonly constant: boolean;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly default: Expression | null;
  readonly generated: { readonly expression: string; readonly stored: boolean } | null;
  readonly identity: "always" | "by default" | null;
  readonly collation: string | null;
  /** What an identity says of its sequence. */
  readonly sequence?: SequenceSettings;
  /** Constraints written at the column; their `columns` hold this column. */
  readonly constraints: readonly ConstraintDefinition[];
  readonly at: TextPlace;
}

export interface ConstraintDefinition {
  readonly type: "primary key" | "unique" | "foreign key" | "check" | "exclude" | "not null";
  /** As written; null lets PostgreSQL choose. */
  readonly name: string | null;
  readonly columns: readonly string[];
  /** `INCLUDE` columns. */
  readonly include: readonly string[];
  readonly references: { readonly table: QualifiedName; readonly columns: readonly string[] } | null;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly expression: string | null;
  /** Columns the check or exclusion expression names. */
  readonly expressionColumns: readonly string[];
  /** False with `NOT VALID`. */
  readonly validated: boolean;
  /** The index of `USING INDEX`. */
  readonly usingIndex: string | null;
  readonly deferrable: boolean;
  /** `INITIALLY DEFERRED`. */
  readonly initiallyDeferred?: true;
  /** `MATCH FULL`: all columns of the key are null, or none. */
  readonly matchFull?: true;
  /** `ON DELETE SET NULL (a)`, `SET DEFAULT (a)`: the columns that are set; without, all of the key's. */
  readonly deleteSets?: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly noInherit: boolean;
  /** For `exclude`. */
  readonly method: string | null;
  readonly at: TextPlace;
}

export type ReferentialAction = "no action" | "restrict" | "cascade" | "set null" | "set default";

export interface IndexDefinition {
  readonly method: string;
  readonly unique: boolean;
  readonly keys: readonly IndexKey[];
  readonly include: readonly string[];
  /** The predicate of a partial index. */
  readonly where: string | null;
  readonly nullsNotDistinct: boolean;
  /** What stands between the parentheses of `WITH`. */
  readonly storage?: string;
}

export interface IndexKey {
  /** A column, or null for an expression. */
  readonly column: string | null;
  readonly expression: string | null;
  readonly descending: boolean;
  readonly opclass: string | null;
  /** As written; without, nulls come first where the order is descending, and else last. */
  readonly nulls?: "first" | "last";
  /** Another one than the column's. */
  readonly collation?: string;
}

/** What CREATE SEQUENCE says of its numbers, by its own words: `{ start: "100", increment: "10", cycle: "true" }`. */
export type SequenceSettings = Readonly<
  Partial<Record<"start" | "increment" | "minvalue" | "maxvalue" | "cache" | "cycle", string>>
>;

export interface DomainCheck {
  /** As written; null lets PostgreSQL choose. */
  readonly name: string | null;
  readonly expression: string;
  /** False with `NOT VALID`. */
  readonly validated?: boolean;
}

/** What one ALTER DOMAIN does. */
export type DomainChange =
  | { readonly action: "set-default"; readonly default: Expression }
  | { readonly action: "drop-default" | "set-not-null" | "drop-not-null" }
  | { readonly action: "add-check"; readonly check: DomainCheck }
  | { readonly action: "drop-constraint"; readonly constraint: string; readonly ifExists: boolean }
  | { readonly action: "validate-constraint"; readonly constraint: string }
  | { readonly action: "rename-constraint"; readonly constraint: string; readonly to: string };

export interface LikeClause {
  readonly table: QualifiedName;
  readonly including: readonly (
    | "defaults"
    | "constraints"
    | "indexes"
    | "identity"
    | "generated"
    | "comments"
    | "storage"
    | "statistics"
    | "compression"
    | "all"
  )[];
}

export interface PartitionBy {
  readonly strategy: "range" | "list" | "hash";
  readonly columns: readonly (string | null)[];
  /** The whole key as written, where a part of it is an expression, has a collation or an operator class. */
  readonly key?: string;
}

export interface PartitionOf {
  readonly parent: QualifiedName;
  /** `DEFAULT`, or the bound as written. */
  readonly bound: string;
}
