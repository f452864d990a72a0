import type { TextPlace } from "../../findings/place.ts";
import type {
  DomainCheck,
  Expression,
  PartitionBy,
  QualifiedName,
  ReferentialAction,
  SequenceSettings,
} from "../../facts/sql-parts.ts";
import type { Migration } from "../../facts/sql.ts";
import type { DatabaseFunction, Policy, Trigger } from "../schema.ts";

/**
 * What the fold stores. Records name each other by number, as PostgreSQL's catalogue does, so that a rename touches one
 * record and everything that refers to it prints the new name.
 */
export type RelationRecord = TableRecord | IndexRecord | ViewRecord | SequenceRecord;

/** Where an object or the last change of it was written, and the statement around it. */
export interface Origin {
  readonly at: TextPlace;
  readonly within: TextPlace;
}

interface RelationBase extends Origin {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
}

export interface TableRecord extends RelationBase {
  readonly kind: "table";
  readonly createdBy: Migration;
  readonly columns: readonly ColumnRecord[];
  /** The number the next column gets; numbers of dropped columns are never given again. */
  readonly nextColumn: number;
  readonly constraints: readonly ConstraintRecord[];
  readonly indexes: readonly number[];
  /** Tables named in INHERITS. */
  readonly parents: readonly number[];
  /** Tables that inherit from it, and its partitions. */
  readonly children: readonly number[];
  readonly partitionOf: number | null;
  readonly partitionBy: PartitionBy | null;
  readonly partitionBound: string | null;
  readonly rowLevelSecurity: boolean;
  /** `FORCE ROW LEVEL SECURITY`: for the owner too. */
  readonly rowLevelSecurityForced?: boolean;
  readonly policies: readonly Policy[];
  readonly replicaIdentity: string;
  readonly triggers: readonly TriggerRecord[];
  readonly comment: string | null;
  readonly temporary: boolean;
  readonly unlogged: boolean;
  /** False when a query made the table and its columns cannot be told from the text. */
  readonly columnsKnown: boolean;
}

export interface ColumnRecord extends Origin {
  readonly id: number;
  readonly name: string;
  readonly type: TypeRef;
  readonly typeAt: TextPlace;
  readonly nullable: boolean;
  readonly default: Expression | null;
  /** The type of this history that the column had when its literal default was set, if it has another one since: the default still needs it. */
  readonly defaultType?: number | null;
  readonly identity: "always" | "by default" | null;
  readonly generated: { readonly expression: string; readonly stored: boolean } | null;
  readonly serial: boolean;
  /** The sequence it owns. */
  readonly sequence: number | null;
  /** The sequence its default takes values from: the default prints that one's present name. */
  readonly drawsFrom: number | null;
  readonly comment: string | null;
  /** Declared for this table itself: it stays when the parent drops its own. */
  readonly local: boolean;
  /** Another one than its type's. */
  readonly collation?: string | null;
}

export interface TriggerRecord extends Trigger, Written {
  readonly definition: { readonly constraint: boolean; readonly before: string; readonly after: string };
  readonly enabled: boolean;
}

/** A thing that is kept as its statement's text. */
interface Written {
  /** Where its names without a schema are looked up, when that is not the default. */
  readonly searchPath: readonly string[] | null;
}

/** A type of this history, or any other as it is printed. */
export type TypeRef = { readonly id: number; readonly array: boolean } | { readonly id: null; readonly text: string };

export interface ConstraintRecord extends Origin {
  readonly id: number;
  readonly type: "primary key" | "unique" | "foreign key" | "check" | "exclude";
  readonly name: string;
  /** For a check: the columns its expression names. */
  readonly columns: readonly number[];
  readonly index: number | null;
  readonly references: ReferenceRecord | null;
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly expression: string | null;
  readonly validated: boolean;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly matchFull: boolean;
  /** The columns that ON DELETE sets, when not all of the key's. */
  readonly deleteSets: readonly number[];
  readonly noInherit: boolean;
  /** The constraint of the parent table it was made for or joined to. */
  readonly parent: number | null;
  /** Declared for this table itself: it stays when the parent drops its own. */
  readonly local: boolean;
}

/** The target of a foreign key: a table of this history, or one it never made, as written. */
export type ReferenceRecord =
  | { readonly table: number; readonly columns: readonly number[]; readonly index: number | null }
  | { readonly table: null; readonly written: QualifiedName; readonly columns: readonly string[] };

export interface IndexRecord extends RelationBase {
  readonly kind: "index";
  readonly table: number;
  readonly keys: readonly KeyRecord[];
  readonly include: readonly number[];
  /** Of a materialized view, whose columns have no numbers here. */
  readonly includeNames?: readonly string[];
  /** What its own attributes are called: the names at its creation, which copies of it are named by. */
  readonly attributeNames: readonly string[];
  readonly unique: boolean;
  readonly primary: boolean;
  readonly method: string;
  readonly where: string | null;
  /** Columns that its expressions and its predicate name. */
  readonly mentions: readonly number[];
  readonly nullsNotDistinct: boolean;
  /** What stands in its WITH. */
  readonly storage?: string;
  readonly valid: boolean;
  /** The constraint it backs. */
  readonly constraint: number | null;
  /** The index of the partitioned table it is attached to. */
  readonly parent: number | null;
}

export interface KeyRecord {
  readonly column: number | null;
  readonly expression: string | null;
  /** What PostgreSQL calls an expression in generated names: `lower`, `expr`. */
  readonly expressionName: string | null;
  readonly descending: boolean;
  readonly opclass: string | null;
  readonly nulls?: "first" | "last";
  readonly collation?: string;
}

export interface ViewRecord extends RelationBase, Written {
  readonly kind: "view";
  readonly materialized: boolean;
  readonly query: string;
  readonly relations: readonly QualifiedName[];
  readonly securityInvoker: boolean;
  /** The relations of this history it reads. */
  readonly dependsOn: readonly number[];
  readonly indexes: readonly number[];
  readonly recursive: boolean;
  /** What stands behind its name. */
  readonly definition: string;
  /** The version of the catalogue whose names its text uses. */
  readonly writtenAt: number;
}

export interface SequenceRecord extends RelationBase {
  readonly kind: "sequence";
  /** `smallint`, `integer` or `bigint`. */
  readonly type: string;
  readonly ownedBy: { readonly table: number; readonly column: number } | null;
  readonly settings?: SequenceSettings;
}

/** Functions of one name: what rules are told is the last one made. */
export interface FunctionRecord extends DatabaseFunction {
  readonly overloads: readonly OverloadRecord[];
}

export interface OverloadRecord extends Written {
  /** The version of the catalogue whose names its text uses. */
  readonly writtenAt: number;
  readonly procedure: boolean;
  readonly signature: string;
  /** What stands behind its name. */
  readonly definition: string;
}

export interface ExtensionRecord {
  readonly name: string;
  /** As written. */
  readonly schema: string | null;
}

export interface TypeRecord extends Origin, Written {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly form: "enum" | "domain" | "composite" | "range" | "base" | "shell";
  /** For an enum. */
  readonly values: readonly string[];
  /** What stands behind the name of a type that is neither an enum nor a domain. */
  readonly definition: string;
  /** The ALTER TYPE commands since, as written. */
  readonly alterations: readonly string[];
  readonly domain: DomainRecord | null;
}

export interface DomainRecord {
  readonly type: TypeRef;
  readonly collation: string | null;
  readonly notNull: boolean;
  readonly default: Expression | null;
  readonly checks: readonly (Required<DomainCheck> & { readonly name: string })[];
}
