import type { Expression } from "../../facts/sql-parts.ts";
import type { Migration } from "../../facts/sql.ts";
import type { Place } from "../../findings/place.ts";
import type { Check, Column, ForeignKey, Index, Key, Policy, Table, Trigger } from "../schema.ts";
import { ForeignKeyAt } from "./foreign-key-at.ts";
import { nextvalText, pathOf } from "./identifiers.ts";
import { indexAt } from "./index-at.ts";
import type { ColumnRecord, ConstraintRecord, IndexRecord, TableRecord } from "./records.ts";
import type { SchemaAt } from "./schema-at.ts";

/** A table at one version: each part is made when it is first asked for. */
export class TableAt implements Table {
  readonly #in: SchemaAt;
  readonly #record: TableRecord;
  readonly at: Place;
  readonly within: Place;
  #columns: readonly Column[] | undefined;
  #columnByName: ReadonlyMap<string, Column> | undefined;
  #columnNames: ReadonlyMap<number, string> | undefined;
  #indexes: readonly Index[] | undefined;
  #foreignKeys: readonly ForeignKey[] | undefined;

  constructor(schema: SchemaAt, record: TableRecord) {
    this.#in = schema;
    this.#record = record;
    this.at = record.at;
    this.within = record.within;
  }

  get schema(): string {
    return this.#record.schema;
  }
  get name(): string {
    return this.#record.name;
  }
  get path(): string {
    return pathOf(this.schema, this.name);
  }
  get anchor(): string {
    return `sql:${this.schema}.${this.name}`;
  }
  get comment(): string | null {
    return this.#record.comment;
  }
  get temporary(): boolean {
    return this.#record.temporary;
  }
  get unlogged(): boolean {
    return this.#record.unlogged;
  }
  get columnsKnown(): boolean {
    return this.#record.columnsKnown;
  }
  get createdBy(): Migration {
    return this.#record.createdBy;
  }
  get rowLevelSecurity(): boolean {
    return this.#record.rowLevelSecurity;
  }
  get partitionBy(): Table["partitionBy"] {
    return this.#record.partitionBy;
  }
  get partitionBound(): string | null {
    return this.#record.partitionBound;
  }
  get replicaIdentity(): string {
    return this.#record.replicaIdentity;
  }
  get partitionOf(): string | null {
    return this.#record.partitionOf === null ? null : this.#in.tableById(this.#record.partitionOf).path;
  }
  get inherits(): readonly string[] {
    return this.#record.parents.map((id) => this.#in.tableById(id).path);
  }
  get children(): readonly Table[] {
    return this.#record.children.map((id) => this.#in.tableById(id));
  }
  get referencedBy(): readonly ForeignKey[] {
    const { catalogue, version } = this.#in;
    return catalogue.tablesReferencing(this.#record.id, version).flatMap((record) => {
      const keys = record.constraints.filter((constraint) => constraint.references?.table === this.#record.id);
      return this.#in
        .tableOf(record)
        .foreignKeys.filter((key) => keys.some((constraint) => constraint.name === key.name));
    });
  }
  get policies(): readonly Policy[] {
    return this.#record.policies.map((policy) => ({ ...policy, anchor: `${this.anchor}#policy ${policy.name}` }));
  }
  get triggers(): readonly Trigger[] {
    return this.#record.triggers.map((trigger) => ({ ...trigger, anchor: `${this.anchor}#trigger ${trigger.name}` }));
  }

  get columns(): readonly Column[] {
    return (this.#columns ??= this.#record.columns.map((column) => ({
      at: column.at,
      within: column.within,
      anchor: `${this.anchor}.${column.name}`,
      table: this.path,
      name: column.name,
      path: `${this.path}.${column.name}`,
      type: this.#in.catalogue.typeText(column.type, this.#in.version),
      typeAt: column.typeAt,
      nullable: column.nullable,
      default: this.#defaultOf(column),
      identity: column.identity,
      generated: column.generated,
      serial: column.serial,
      comment: column.comment,
    })));
  }

  #defaultOf(column: ColumnRecord): Expression | null {
    const sequence =
      column.drawsFrom === null ? undefined : this.#in.catalogue.relations.at(column.drawsFrom, this.#in.version);
    return column.default === null || sequence === undefined
      ? column.default
      : { ...column.default, text: nextvalText(sequence) };
  }

  column(name: string): Column | undefined {
    this.#columnByName ??= new Map(this.columns.map((column) => [column.name, column]));
    return this.#columnByName.get(name);
  }

  get primaryKey(): Key | null {
    const key = this.#record.constraints.find((constraint) => constraint.type === "primary key");
    return key === undefined ? null : this.#key(key);
  }

  get uniques(): readonly Key[] {
    return this.#record.constraints.filter((constraint) => constraint.type === "unique").map((key) => this.#key(key));
  }

  get indexes(): readonly Index[] {
    return (this.#indexes ??= this.#record.indexes.map((id) => {
      const record = this.#in.catalogue.relations.at(id, this.#in.version) as IndexRecord;
      const constraint =
        record.constraint === null
          ? undefined
          : this.#record.constraints.find((candidate) => candidate.id === record.constraint);
      return indexAt(this.#in, record, this, constraint?.name ?? null);
    }));
  }

  get foreignKeys(): readonly ForeignKey[] {
    return (this.#foreignKeys ??= this.#record.constraints
      .filter((constraint) => constraint.type === "foreign key")
      .map((key) => new ForeignKeyAt(this.#in, this, key)));
  }

  get checks(): readonly Check[] {
    return this.#record.constraints
      .filter((constraint) => constraint.type === "check")
      .map(({ at, within, name, expression, columns, validated }) => ({
        at,
        within,
        anchor: `${this.anchor}#check ${name}`,
        name,
        expression: expression ?? "",
        columns: columns.map((id) => this.columnName(id)),
        validated,
      }));
  }

  columnName(id: number): string {
    this.#columnNames ??= new Map(this.#record.columns.map((column) => [column.id, column.name]));
    return this.#columnNames.get(id) ?? "";
  }

  #key(constraint: ConstraintRecord): Key {
    const { at, within, name } = constraint;
    const columns = constraint.columns.map((id) => this.columnName(id));
    return { at, within, anchor: `${this.anchor}#constraint ${name}`, name, columns, index: name };
  }
}
