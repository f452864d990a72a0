import type { SchemaAt } from "./schema-at.ts";
import { comparableExpression } from "./comparable-expression.ts";
import { pathOf } from "./identifiers.ts";
import type { ColumnRecord, ConstraintRecord, ReferenceRecord, TableRecord } from "./records.ts";

/** One part of a table, put so that two moments can be compared. */
export interface TablePart {
  /** Stays when the part is renamed. */
  readonly id: string;
  /** `column \`users.email\``. */
  readonly what: string;
  /** What it is, property by property, each as words that stand after "is" and "was"; `definition` is for comparing alone. */
  readonly is: Readonly<Record<string, string>>;
  /** The columns it stands on: without them it cannot be. */
  readonly columns: readonly string[];
  /** Whether its name is all that tells it from others: a trigger is not compared by what it does. */
  readonly named: boolean;
}

/** Every part of a table by kind and name, in the order columns, constraints, indexes, policies, triggers. */
export function tableParts(schema: SchemaAt, record: TableRecord): ReadonlyMap<string, TablePart> {
  const parts = new Map<string, TablePart>();
  const table = schema.tableOf(record);
  const { path } = table;
  for (const column of record.columns) parts.set(`column ${column.name}`, columnPart(schema, path, column));
  for (const constraint of record.constraints) {
    const columns = constraint.columns.map((id) => table.columnName(id));
    parts.set(`constraint ${constraint.name}`, {
      id: `constraint ${constraint.id}`,
      what: `${kindOf(constraint)} \`${constraint.name}\` of \`${path}\``,
      is: constraintIs(schema, constraint, columns),
      columns,
      named: false,
    });
  }
  for (const [at, index] of table.indexes.entries()) {
    if (index.constraint !== null) continue;
    const { columns, include, unique, method, where } = index;
    const keys = index.keys.map(
      (key, number) => `${key.column ?? comparableExpression(columns[number] ?? "")}${key.descending ? " desc" : ""}`,
    );
    const is = {
      definition: `${unique ? "unique " : ""}${method}(${keys.join(", ")})${include.length > 0 ? ` include (${include.join(", ")})` : ""}${where === null ? "" : ` where ${comparableExpression(where)}`}`,
    };
    parts.set(`index ${index.name}`, {
      id: `index ${record.indexes[at] as number}`,
      what: `index \`${index.name}\` on \`${path}\``,
      is,
      columns: index.keys.flatMap((key) => key.column ?? []),
      named: false,
    });
  }
  for (const { name } of record.policies)
    parts.set(`policy ${name}`, {
      id: `policy ${name}`,
      what: `policy \`${name}\` on \`${path}\``,
      is: {},
      columns: [],
      named: true,
    });
  for (const { name } of record.triggers)
    parts.set(`trigger ${name}`, {
      id: `trigger ${name}`,
      what: `trigger \`${name}\` on \`${path}\``,
      is: {},
      columns: [],
      named: true,
    });
  return parts;
}

/** What is true of the table itself. */
export function tableIs(schema: SchemaAt, record: TableRecord): Readonly<Record<string, string>> {
  const parent = record.partitionOf === null ? null : schema.tableById(record.partitionOf).path;
  return {
    security: `${record.rowLevelSecurity ? "under" : "without"} row level security`,
    partition: parent === null ? "no partition" : `a partition of \`${parent}\``,
  };
}

function columnPart(schema: SchemaAt, path: string, column: ColumnRecord): TablePart {
  const drawn =
    column.drawsFrom !== null || column.serial || (column.default !== null && /^nextval\(/i.test(column.default.text));
  const is = {
    type: `\`${plainType(schema.catalogue.typeText(column.type, schema.version))}\``,
    null: column.nullable ? "nullable" : "NOT NULL",
    default:
      column.default === null
        ? "without a default"
        : `with the default \`${drawn ? "nextval" : comparableExpression(column.default.text)}\``,
    identity: column.identity === null ? "no identity" : `an identity column, ${column.identity}`,
    generated: column.generated === null ? "not generated" : "generated",
  };
  return {
    id: `column ${column.id}`,
    what: `column \`${path}.${column.name}\``,
    is,
    columns: [column.name],
    named: false,
  };
}

/** Names of one type: six digits are what a time has without a number, and a `varchar` without a limit holds what `text` does. */
function plainType(type: string): string {
  return type.replace(/^(time(?:stamp)?)\(6\)/, "$1").replace(/^character varying(?=\[\]|$)/, "text");
}

function kindOf(constraint: ConstraintRecord): string {
  return {
    "primary key": "primary key",
    unique: "unique constraint",
    "foreign key": "foreign key",
    check: "check",
    exclude: "exclusion constraint",
  }[constraint.type];
}

function constraintIs(
  schema: SchemaAt,
  constraint: ConstraintRecord,
  columns: readonly string[],
): Readonly<Record<string, string>> {
  switch (constraint.type) {
    case "foreign key":
      return {
        on: `(${columns.join(", ")}) to ${targetOf(schema, constraint.references)}`,
        delete: `ON DELETE ${constraint.onDelete.toUpperCase()}`,
        update: `ON UPDATE ${constraint.onUpdate.toUpperCase()}`,
      };
    case "check":
    case "exclude":
      return { definition: comparableExpression(constraint.expression ?? "") };
    default:
      return { definition: `${constraint.type} (${columns.join(", ")})` };
  }
}

function targetOf(schema: SchemaAt, references: ReferenceRecord | null): string {
  if (references === null) return "";
  if (references.table === null)
    return `${pathOf(references.written.schema ?? "public", references.written.name)}(${references.columns.join(", ")})`;
  const target = schema.tableById(references.table);
  return `${target.path}(${references.columns.map((id) => target.columnName(id)).join(", ")})`;
}
