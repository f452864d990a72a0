import type { QualifiedName } from "../../facts/sql-parts.ts";
import type {
  DatabaseFunction,
  EnumType,
  ForeignKey,
  History,
  Index,
  Schema,
  Sequence,
  Table,
  View,
} from "../schema.ts";
import type { Catalogue } from "./catalogue.ts";
import { parsePath, pathOf } from "./identifiers.ts";
import { indexAt } from "./index-at.ts";
import type { FunctionRecord, IndexRecord, TableRecord } from "./records.ts";
import { sequencesAt } from "./sequences-at.ts";
import { TableAt } from "./table-at.ts";

/** A schema at one version of the catalogue. Making one costs nothing; what is asked of it is kept. */
export class SchemaAt implements Schema {
  readonly history: History;
  readonly catalogue: Catalogue;
  readonly version: number;
  readonly #tables = new Map<number, TableAt>();
  #all: readonly Table[] | undefined;
  #foreignKeys: readonly ForeignKey[] | undefined;

  constructor(history: History, catalogue: Catalogue, version: number) {
    this.history = history;
    this.catalogue = catalogue;
    this.version = version;
  }

  get complete(): boolean {
    const { incompleteFrom } = this.catalogue;
    return incompleteFrom === null || this.version < incompleteFrom;
  }

  get searchPath(): readonly string[] {
    return this.catalogue.searchPath(this.version);
  }

  tables(): readonly Table[] {
    return (this.#all ??= [...this.catalogue.relations.valuesAt(this.version)]
      .filter((record) => record.kind === "table")
      .map((record) => this.tableOf(record)));
  }

  table(name: QualifiedName | string): Table | undefined {
    const record = this.catalogue.find(typeof name === "string" ? parsePath(name) : name, this.version);
    return record?.kind === "table" ? this.tableOf(record) : undefined;
  }

  views(): readonly View[] {
    return [...this.catalogue.relations.valuesAt(this.version)].flatMap((record) =>
      record.kind === "view"
        ? [
            {
              at: record.at,
              within: record.within,
              anchor: `sql:${record.schema}.${record.name}`,
              schema: record.schema,
              name: record.name,
              path: pathOf(record.schema, record.name),
              materialized: record.materialized,
              query: record.query,
              relations: record.relations,
              securityInvoker: record.securityInvoker,
            },
          ]
        : [],
    );
  }

  enums(): readonly EnumType[] {
    return [...this.catalogue.types.valuesAt(this.version)].flatMap((record) =>
      record.form === "enum"
        ? [
            {
              at: record.at,
              within: record.within,
              anchor: `sql:${record.schema}.${record.name}`,
              schema: record.schema,
              name: record.name,
              values: record.values,
            },
          ]
        : [],
    );
  }

  index(name: QualifiedName | string): Index | undefined {
    const record = this.catalogue.find(typeof name === "string" ? parsePath(name) : name, this.version);
    return record?.kind === "index" ? this.indexOf(record) : undefined;
  }

  foreignKeys(): readonly ForeignKey[] {
    return (this.#foreignKeys ??= this.tables().flatMap((table) => table.foreignKeys));
  }

  functions(): readonly DatabaseFunction[] {
    return this.routines();
  }

  /** {@link functions} with their overloads. */
  routines(): readonly FunctionRecord[] {
    return [...this.catalogue.functions.valuesAt(this.version)];
  }

  sequences(): readonly Sequence[] {
    return sequencesAt(this);
  }

  tableOf(record: TableRecord): TableAt {
    let table = this.#tables.get(record.id);
    if (table === undefined) {
      table = new TableAt(this, record);
      this.#tables.set(record.id, table);
    }
    return table;
  }

  /** The table of a number that a record holds; it exists at this version. */
  tableById(id: number): TableAt {
    return this.tableOf(this.catalogue.relations.at(id, this.version) as TableRecord);
  }

  indexOf(record: IndexRecord): Index {
    const owner = this.catalogue.relations.at(record.table, this.version);
    if (owner?.kind === "table") {
      const index = this.tableOf(owner).indexes.find((candidate) => candidate.name === record.name);
      if (index !== undefined) return index;
    }
    return indexAt(this, record, { name: owner?.name ?? "", columnName: () => "", column: () => undefined }, null);
  }
}
