import type { ReferentialAction } from "../../facts/sql-parts.ts";
import type { Place } from "../../findings/place.ts";
import type { ForeignKey, Table } from "../schema.ts";
import { servesColumns } from "./index-at.ts";
import type { ConstraintRecord } from "./records.ts";
import type { SchemaAt } from "./schema-at.ts";
import type { TableAt } from "./table-at.ts";

export class ForeignKeyAt implements ForeignKey {
  readonly at: Place;
  readonly within: Place;
  readonly anchor: string;
  readonly name: string;
  readonly table: Table;
  readonly path: string;
  readonly columns: readonly string[];
  readonly references: ForeignKey["references"];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly validated: boolean;
  readonly deferrable: boolean;
  readonly inherited: boolean;

  constructor(schema: SchemaAt, table: TableAt, record: ConstraintRecord) {
    this.at = record.at;
    this.within = record.within;
    this.anchor = `${table.anchor}#constraint ${record.name}`;
    this.name = record.name;
    this.table = table;
    this.columns = record.columns.map((id) => table.columnName(id));
    this.path =
      this.columns.length === 1
        ? `${table.path}.${this.columns[0] as string}`
        : `${table.path}(${this.columns.join(", ")})`;
    this.references = referenceAt(schema, record);
    this.onDelete = record.onDelete;
    this.onUpdate = record.onUpdate;
    this.validated = record.validated;
    this.deferrable = record.deferrable;
    this.inherited = record.parent !== null;
  }

  isIndexed(): boolean {
    return this.table.indexes.some((index) => servesColumns(index, this.columns));
  }
}

function referenceAt(schema: SchemaAt, { references }: ConstraintRecord): ForeignKey["references"] {
  if (references === null) return { schema: "public", table: "", columns: [] };
  if (references.table === null)
    return {
      schema: references.written.schema ?? "public",
      table: references.written.name,
      columns: references.columns,
    };
  const target = schema.tableById(references.table);
  return { schema: target.schema, table: target.name, columns: references.columns.map((id) => target.columnName(id)) };
}
