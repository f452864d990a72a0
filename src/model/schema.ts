import type { Place, Subject, TextPlace } from "../findings/place.ts";
import type { Change, ChangeKind, ChangeOf } from "../facts/changes.ts";
import type { Expression, IndexKey, QualifiedName, ReferentialAction } from "../facts/sql-parts.ts";
import type { Migration, MigrationHistory, SqlStatement } from "../facts/sql.ts";

/**
 * A database schema at one moment of a migration history. Every object is immutable and keeps where each of its
 * properties came from, so that a view of the past costs nothing and stays right.
 */
export interface Schema {
  readonly history: History;
  /** Ordinary, partitioned and foreign tables, in the order of their creation. */
  tables(): readonly Table[];
  /** By name as written; without a schema the search path decides. `undefined` when it does not exist at this moment. */
  table(name: QualifiedName | string): Table | undefined;
  views(): readonly View[];
  enums(): readonly EnumType[];
  index(name: QualifiedName | string): Index | undefined;
  /** Over all tables, in order. */
  foreignKeys(): readonly ForeignKey[];
  functions(): readonly DatabaseFunction[];
  sequences(): readonly Sequence[];
  /** Where names without a schema are looked up at this moment. */
  readonly searchPath: readonly string[];
  /** Whether the statements read so far explain everything: false once something could not be read or was dynamic. */
  readonly complete: boolean;
}

export interface Table extends Subject {
  readonly schema: string;
  readonly name: string;
  /** `users`, or `audit.users` outside `public`. */
  readonly path: string;
  readonly columns: readonly Column[];
  readonly primaryKey: Key | null;
  /** Unique constraints; their indexes are in `indexes` too. */
  readonly uniques: readonly Key[];
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly partitionOf: string | null;
  readonly partitionBy: { readonly strategy: string; readonly columns: readonly (string | null)[] } | null;
  /** For a partition: `DEFAULT`, or the values it is for, as written. */
  readonly partitionBound: string | null;
  readonly inherits: readonly string[];
  readonly rowLevelSecurity: boolean;
  readonly policies: readonly Policy[];
  /** What logical replication tells its rows apart by: `default` (the primary key), `full`, `nothing`, `using index …`. */
  readonly replicaIdentity: string;
  readonly comment: string | null;
  readonly temporary: boolean;
  readonly unlogged: boolean;
  readonly triggers: readonly Trigger[];
  /** Its partitions, and the tables that inherit from it. */
  readonly children: readonly Table[];
  /** Foreign keys that lead here, its own among them, in the order of the tables' first key of that kind. */
  readonly referencedBy: readonly ForeignKey[];
  /** False when a query made the table (`CREATE TABLE … AS`) and its text does not tell all columns. */
  readonly columnsKnown: boolean;
  /** The migration that created it. */
  readonly createdBy: Migration;
  column(name: string): Column | undefined;
}

export interface Column extends Subject {
  readonly table: string;
  readonly name: string;
  readonly path: string;
  /** As `format_type` prints it. */
  readonly type: string;
  readonly typeAt: Place;
  readonly nullable: boolean;
  readonly default: Expression | null;
  readonly identity: "always" | "by default" | null;
  readonly generated: { readonly expression: string; readonly stored: boolean } | null;
  /** Declared with `serial`. */
  readonly serial: boolean;
  readonly comment: string | null;
}

export interface Key extends Subject {
  readonly name: string;
  readonly columns: readonly string[];
  readonly index: string;
}

export interface Index extends Subject {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly keys: readonly IndexKey[];
  /** The columns, an expression standing as PostgreSQL prints it (`lower((email)::text)`), as far as text tells. */
  readonly columns: readonly string[];
  readonly include: readonly string[];
  readonly unique: boolean;
  readonly method: string;
  readonly where: string | null;
  /** False for an index `ON ONLY` a partitioned table that misses partitions. */
  readonly valid: boolean;
  /** The constraint it backs, if any. */
  readonly constraint: string | null;
  readonly primary: boolean;
  readonly nullsNotDistinct: boolean;
  /** The index of the partitioned table that it is a part of. */
  readonly partOf: string | null;
}

export interface ForeignKey extends Subject {
  readonly name: string;
  readonly table: Table;
  /** `orders.customer_id` or `orders(a, b)`. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly references: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly validated: boolean;
  readonly deferrable: boolean;
  /** The copy of a partitioned table's key on one of its partitions. */
  readonly inherited: boolean;
  /**
   * Whether an index serves look-ups by the key's columns: a valid btree whose leading columns are the key's, in any
   * order (for a single column also a hash index); a partial one counts only when its predicate is that the key is not null.
   */
  isIndexed(): boolean;
}

export interface Check extends Subject {
  readonly name: string;
  readonly expression: string;
  readonly columns: readonly string[];
  readonly validated: boolean;
}

export interface Policy extends Subject {
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Trigger extends Subject {
  readonly name: string;
  readonly function: string;
  readonly timing: string;
  readonly events: readonly string[];
}

/** A function or procedure; of overloads, the last one made. */
export interface DatabaseFunction extends Subject {
  readonly schema: string;
  readonly name: string;
  readonly procedure: boolean;
  readonly language: string | null;
  readonly volatility: "immutable" | "stable" | "volatile";
  readonly securityDefiner: boolean;
  readonly searchPathSet: boolean;
  readonly returns: string | null;
  readonly body: string | null;
}

export interface View extends Subject {
  readonly schema: string;
  readonly name: string;
  readonly path: string;
  readonly materialized: boolean;
  readonly query: string;
  readonly relations: readonly QualifiedName[];
  /** Whether it reads with the rights of who asks (`security_invoker`), and not with its owner's. */
  readonly securityInvoker: boolean;
}

/** What numbers a column: made by `serial`, by an identity, or by itself. */
export interface Sequence extends Subject {
  readonly schema: string;
  readonly name: string;
  readonly path: string;
  /** `smallint`, `integer` or `bigint`: it ends at the type's largest value. */
  readonly type: string;
  /** The columns that draw from it, by default or as an identity. */
  readonly columns: readonly Column[];
}

export interface EnumType extends Subject {
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
}

/** A history folded: each step with the schema before and after it. */
export interface History extends Pick<MigrationHistory, "name" | "tool" | "dialect" | "hasDowns"> {
  readonly steps: readonly Step[];
  /** The schema after the last step. */
  readonly schema: Schema;
  /** Every change of one kind, over all steps, in order. */
  changes<K extends ChangeKind>(...kinds: readonly K[]): readonly FoldedChange<ChangeOf<K>>[];
}

export interface Step extends Subject {
  readonly migration: Migration;
  readonly before: Schema;
  readonly after: Schema;
  readonly statements: readonly FoldedStatement[];
  /** Whether a table did not exist before this step: nothing reads it yet, so locks and rewrites do not matter. */
  creates(table: QualifiedName): boolean;
  /** Whether a migration goes live together with this one: itself, and what the configuration counts to the same release. */
  releasedWith(migration: Migration): boolean;
  /** Its down, folded onto the schema after its up; null when it has none. */
  readonly undo: Undo | null;
}

/** What the down of a step does to the schema that its up has left. */
export interface Undo {
  readonly statements: readonly UndoStatement[];
  /** The schema after the down. */
  readonly after: Schema;
  /** Whether its statements and those of the up say everything: nothing unread, nothing dynamic, nothing on a condition. */
  readonly certain: boolean;
  /** What is not as it was before the step, table by table, in the order of the file of the up. */
  differences(): readonly Difference[];
}

export interface UndoStatement {
  readonly statement: SqlStatement;
  readonly changes: readonly {
    readonly change: Change;
    readonly before: Schema;
    readonly after: Schema;
    readonly refusal: string | null;
  }[];
}

/** One thing a down does not put back. */
export interface Difference {
  /** What differs, as a sentence without a full stop: "column `users.email` stays". */
  readonly text: string;
  /** Whether it is still there, is missing, or is there and not as it was. */
  readonly kind: "left" | "missing" | "changed";
  /** Where the up or the down wrote the thing that differs; null when it is gone. */
  readonly at: Subject | null;
}

export interface FoldedStatement extends Subject {
  readonly statement: SqlStatement;
  readonly step: Step;
  readonly changes: readonly FoldedChange[];
}

export interface FoldedChange<C extends Change = Change> extends Subject {
  readonly at: TextPlace;
  readonly change: C;
  readonly statement: SqlStatement;
  readonly step: Step;
  /** The schema just before and just after this one change. */
  readonly before: Schema;
  readonly after: Schema;
  /** The change before it, in the same step or undefined at the step's start. */
  readonly previous: FoldedChange | undefined;
  /**
   * Why PostgreSQL would refuse it at this point (`relation "users" does not exist`); null when it would not, as far as
   * is known. A refused change leaves the schema as it was, except a drop that others depend on, which is done.
   */
  readonly refusal: string | null;
}
