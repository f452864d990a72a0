import type { TextPlace } from "../findings/place.ts";
import type {
  ColumnDefinition,
  ConstraintDefinition,
  DomainChange,
  DomainCheck,
  Expression,
  IndexDefinition,
  LikeClause,
  PartitionBy,
  PartitionOf,
  QualifiedName,
  SequenceSettings,
  TypeName,
} from "./sql-parts.ts";

/** One effect. `at` frames the part a rule points at: the column, the constraint, the ALTER TABLE command. */
export type Change = { readonly at: TextPlace } & (
  | {
      readonly kind: "create-table";
      readonly table: QualifiedName;
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly unlogged: boolean;
      readonly columns: readonly ColumnDefinition[];
      readonly constraints: readonly ConstraintDefinition[];
      readonly inherits: readonly QualifiedName[];
      readonly like: readonly LikeClause[];
      readonly partitionBy: PartitionBy | null;
      readonly partitionOf: PartitionOf | null;
    }
  | {
      readonly kind: "create-table-as";
      readonly table: QualifiedName;
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly materialized: boolean;
      readonly columns: readonly string[] | null;
      readonly query: string;
      readonly relations: readonly QualifiedName[];
      /** For a materialized view: all that stands behind its name, as written. */
      readonly definition?: string;
    }
  | {
      readonly kind: "drop-table";
      readonly table: QualifiedName;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "rename-table"; readonly table: QualifiedName; readonly to: string }
  | { readonly kind: "set-schema"; readonly object: ObjectKind; readonly name: QualifiedName; readonly to: string }
  | {
      readonly kind: "add-column";
      readonly table: QualifiedName;
      readonly column: ColumnDefinition;
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: "drop-column";
      readonly table: QualifiedName;
      readonly column: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "rename-column"; readonly table: QualifiedName; readonly column: string; readonly to: string }
  | {
      readonly kind: "alter-column-type";
      readonly table: QualifiedName;
      readonly column: string;
      readonly type: TypeName;
      /** The collation of `COLLATE`. */
      readonly collation: string | null;
      readonly using: string | null;
    }
  | {
      readonly kind: "set-default";
      readonly table: QualifiedName;
      readonly column: string;
      readonly default: Expression;
    }
  | { readonly kind: "drop-default"; readonly table: QualifiedName; readonly column: string }
  | { readonly kind: "set-not-null"; readonly table: QualifiedName; readonly column: string }
  | { readonly kind: "drop-not-null"; readonly table: QualifiedName; readonly column: string }
  | {
      readonly kind: "set-identity";
      readonly table: QualifiedName;
      readonly column: string;
      readonly identity: "always" | "by default" | null;
      readonly sequence?: SequenceSettings;
    }
  | { readonly kind: "drop-expression"; readonly table: QualifiedName; readonly column: string }
  | { readonly kind: "add-constraint"; readonly table: QualifiedName; readonly constraint: ConstraintDefinition }
  | {
      readonly kind: "drop-constraint";
      readonly table: QualifiedName;
      readonly name: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "validate-constraint"; readonly table: QualifiedName; readonly name: string }
  | { readonly kind: "rename-constraint"; readonly table: QualifiedName; readonly name: string; readonly to: string }
  | {
      readonly kind: "attach-partition";
      readonly table: QualifiedName;
      readonly partition: QualifiedName;
      readonly bound: string;
    }
  | {
      readonly kind: "detach-partition";
      readonly table: QualifiedName;
      readonly partition: QualifiedName;
      readonly concurrently: boolean;
    }
  | {
      readonly kind: "inherit";
      readonly table: QualifiedName;
      readonly parent: QualifiedName;
      readonly remove: boolean;
    }
  | {
      readonly kind: "row-level-security";
      readonly table: QualifiedName;
      readonly set: "enable" | "disable" | "force" | "no force";
    }
  | { readonly kind: "replica-identity"; readonly table: QualifiedName; readonly identity: string }
  | { readonly kind: "set-trigger"; readonly table: QualifiedName; readonly trigger: string; readonly enable: boolean }
  | { readonly kind: "set-logged"; readonly table: QualifiedName; readonly logged: boolean }
  | { readonly kind: "alter-table-other"; readonly table: QualifiedName; readonly command: string }
  | {
      readonly kind: "create-index";
      readonly name: string | null;
      readonly table: QualifiedName;
      readonly index: IndexDefinition;
      readonly concurrently: boolean;
      readonly ifNotExists: boolean;
      readonly only: boolean;
    }
  | {
      readonly kind: "drop-index";
      readonly name: QualifiedName;
      readonly concurrently: boolean;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "rename-index"; readonly name: QualifiedName; readonly to: string }
  | { readonly kind: "attach-index"; readonly name: QualifiedName; readonly partitionIndex: QualifiedName }
  | {
      readonly kind: "reindex";
      readonly target: "index" | "table" | "schema" | "database" | "system";
      readonly name: QualifiedName | null;
      readonly concurrently: boolean;
    }
  | { readonly kind: "create-enum"; readonly name: QualifiedName; readonly values: readonly string[] }
  | {
      readonly kind: "add-enum-value";
      readonly name: QualifiedName;
      readonly value: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly ifNotExists: boolean;
    }
  | { readonly kind: "rename-enum-value"; readonly name: QualifiedName; readonly value: string; readonly to: string }
  | {
      readonly kind: "create-type";
      readonly name: QualifiedName;
      readonly form: "composite" | "range" | "base" | "shell";
      /** All that stands behind its name, as written. */
      readonly definition?: string;
    }
  | {
      /** `ADD ATTRIBUTE` and its kin, and `SET (…)` of a base type: the command as written. */
      readonly kind: "alter-type";
      readonly name: QualifiedName;
      readonly command: string;
    }
  | {
      readonly kind: "create-domain";
      readonly name: QualifiedName;
      readonly type: TypeName;
      readonly notNull: boolean;
      /** What a column of it has when it has no default of its own. */
      readonly default: Expression | null;
      readonly checks: readonly DomainCheck[];
      readonly collation?: string;
    }
  | { readonly kind: "alter-domain"; readonly name: QualifiedName; readonly change: DomainChange }
  | {
      readonly kind: "create-view";
      readonly name: QualifiedName;
      readonly replace: boolean;
      readonly temporary: boolean;
      readonly query: string;
      readonly relations: readonly QualifiedName[];
      readonly securityInvoker: boolean;
      /** All that stands behind its name, as written. */
      readonly definition?: string;
      readonly recursive?: true;
    }
  | {
      readonly kind: "create-sequence";
      readonly name: QualifiedName;
      readonly ifNotExists: boolean;
      readonly type: string | null;
      readonly ownedBy: { readonly table: QualifiedName; readonly column: string } | null;
      readonly settings?: SequenceSettings;
    }
  | {
      readonly kind: "alter-sequence";
      readonly name: QualifiedName;
      readonly ownedBy: { readonly table: QualifiedName; readonly column: string } | null;
      readonly type: string | null;
      readonly settings?: SequenceSettings;
    }
  | {
      readonly kind: "create-function";
      readonly name: QualifiedName;
      readonly procedure: boolean;
      readonly replace: boolean;
      readonly language: string | null;
      readonly volatility: "immutable" | "stable" | "volatile";
      readonly securityDefiner: boolean;
      readonly searchPathSet: boolean;
      readonly returns: string | null;
      readonly body: string | null;
      /** The types of its arguments, which tell overloads apart: `integer, text[]`. */
      readonly signature?: string;
      /** All that stands behind its name, as written. */
      readonly definition?: string;
    }
  | {
      /** Of a function or procedure; what it leaves as it was is null. */
      readonly kind: "alter-function";
      readonly name: QualifiedName;
      readonly securityDefiner: boolean | null;
      readonly searchPathSet: boolean | null;
    }
  | {
      /** `ALTER VIEW … SET (security_invoker = …)`, or its RESET. */
      readonly kind: "set-view-security";
      readonly name: QualifiedName;
      readonly securityInvoker: boolean;
    }
  | {
      readonly kind: "publication";
      readonly name: string;
      /** `set` puts the named tables in the place of all it had. */
      readonly action: "create" | "add" | "set" | "drop";
      readonly allTables: boolean;
      readonly tables: readonly QualifiedName[];
      /** `TABLES IN SCHEMA`. */
      readonly schemas: readonly string[];
      /** False when it sends new rows alone (`publish = 'insert'`). */
      readonly sendsUpdates: boolean;
    }
  | {
      readonly kind: "create-trigger";
      readonly name: string;
      readonly table: QualifiedName;
      readonly function: QualifiedName;
      readonly timing: string;
      readonly events: readonly string[];
      readonly replace: boolean;
      /** As written: what stands between its name and the table's, and what stands behind the table's. */
      readonly definition?: { readonly constraint: boolean; readonly before: string; readonly after: string };
    }
  | {
      readonly kind: "create-policy";
      readonly name: string;
      readonly table: QualifiedName;
      readonly command: string;
      readonly permissive: boolean;
      readonly roles: readonly string[];
      readonly using: string | null;
      readonly check: string | null;
    }
  | {
      readonly kind: "alter-policy";
      readonly name: string;
      readonly table: QualifiedName;
      readonly roles: readonly string[] | null;
      readonly using: string | null;
      readonly check: string | null;
    }
  | { readonly kind: "create-schema"; readonly name: string; readonly ifNotExists: boolean }
  | {
      readonly kind: "create-extension";
      readonly name: string;
      readonly schema: string | null;
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: "drop-object";
      readonly object: ObjectKind;
      readonly name: QualifiedName;
      readonly table: QualifiedName | null;
      readonly ifExists: boolean;
      readonly cascade: boolean;
      readonly concurrently: boolean;
      /** Of a function: the types of its arguments; absent when they are not named. */
      readonly signature?: string;
    }
  | {
      readonly kind: "rename-object";
      readonly object: ObjectKind;
      readonly name: QualifiedName;
      readonly table: QualifiedName | null;
      readonly to: string;
    }
  | {
      readonly kind: "grant";
      readonly revoke: boolean;
      readonly privileges: readonly string[];
      readonly object: string;
      readonly names: readonly QualifiedName[];
      readonly grantees: readonly string[];
      /** Of functions: the types of their arguments, in the order of the names; null where they are not named. */
      readonly signatures?: readonly (string | null)[];
      /** Of a privilege on single columns: which. */
      readonly columns?: Readonly<Record<string, readonly string[]>>;
      /** `WITH GRANT OPTION`. */
      readonly grantable?: true;
    }
  | {
      /** ALTER DEFAULT PRIVILEGES: what is given with each object made from then on. */
      readonly kind: "default-privileges";
      readonly revoke: boolean;
      readonly privileges: readonly string[];
      /** `table`, `sequence`, `function`, `type`, `schema`. */
      readonly object: string;
      /** Null is every schema. */
      readonly schemas: readonly string[] | null;
      /** Null is who runs it. */
      readonly roles: readonly string[] | null;
      readonly grantees: readonly string[];
      readonly grantable?: true;
    }
  | {
      readonly kind: "comment";
      readonly object: ObjectKind;
      readonly name: QualifiedName;
      readonly table: QualifiedName | null;
      readonly column: string | null;
      readonly text: string | null;
    }
  | { readonly kind: "set"; readonly name: string; readonly value: readonly string[]; readonly local: boolean }
  | { readonly kind: "transaction"; readonly command: "begin" | "commit" | "rollback" | "savepoint" }
  | { readonly kind: "lock-table"; readonly tables: readonly QualifiedName[]; readonly mode: string }
  | { readonly kind: "truncate"; readonly tables: readonly QualifiedName[]; readonly cascade: boolean }
  | {
      readonly kind: "insert";
      readonly table: QualifiedName;
      readonly columns: readonly string[] | null;
      readonly fromQuery: boolean;
    }
  | {
      readonly kind: "update";
      readonly table: QualifiedName;
      readonly columns: readonly string[];
      readonly hasWhere: boolean;
    }
  | { readonly kind: "delete"; readonly table: QualifiedName; readonly hasWhere: boolean }
  | { readonly kind: "copy"; readonly table: QualifiedName | null; readonly from: boolean }
  | { readonly kind: "vacuum"; readonly full: boolean; readonly tables: readonly QualifiedName[] }
  | { readonly kind: "cluster"; readonly table: QualifiedName | null }
  | { readonly kind: "refresh-materialized-view"; readonly name: QualifiedName; readonly concurrently: boolean }
);

export type ChangeKind = Change["kind"];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;

export type ObjectKind =
  | "table"
  | "view"
  | "materialized view"
  | "index"
  | "sequence"
  | "type"
  | "domain"
  | "function"
  | "trigger"
  | "policy"
  | "schema"
  | "extension"
  | "constraint"
  | "column"
  | "rule"
  | "foreign table"
  | (string & {});
