import type { QualifiedName, TypeName } from "../../facts/sql-parts.ts";
import { quoteIdentifier, sqlName } from "./identifiers.ts";
import type {
  ConstraintRecord,
  ExtensionRecord,
  FunctionRecord,
  IndexRecord,
  RelationRecord,
  TableRecord,
  TypeRecord,
  TypeRef,
  ViewRecord,
} from "./records.ts";
import { VersionedMap } from "./versioned.ts";

/** Where PostgreSQL looks without a `SET search_path`; `$user` names no schema here. */
const defaultSearchPath: readonly string[] = ["public"];
/** Temporary tables live in a schema of their own, before all others. */
export const temporarySchema = "pg_temp";

/**
 * Everything a history has made, at every version of it. The fold writes the current version; views read any. The maps
 * without a version serve the fold alone: they say what now depends on what.
 */
export class Catalogue {
  version = 0;
  /** The first version that the statements read do not explain; null while they explain all. */
  incompleteFrom: number | null = null;

  readonly relations: VersionedMap<number, RelationRecord>;
  readonly types: VersionedMap<number, TypeRecord>;
  readonly functions: VersionedMap<string, FunctionRecord>;
  readonly extensions: VersionedMap<string, ExtensionRecord>;
  readonly #relationNames: VersionedMap<string, number>;
  readonly #typeNames: VersionedMap<string, number>;
  readonly #schemas: VersionedMap<string, string>;
  readonly #searchPath: VersionedMap<"", readonly string[]>;
  readonly #constraintNames: VersionedMap<string, number>;
  readonly #temporary = new Set<number>();
  // These only ever gain links, which are checked against the records of the moment: branches share them.
  readonly #referencing: Map<number, Set<number>>;
  readonly #drawers: Map<number, Set<number>>;
  readonly #readers: Map<number, Set<number>>;
  readonly #ids: { last: number };

  /** Empty, or as `base` was at one of its versions. What is done to a branch, its base never learns. */
  constructor(base: Catalogue | null = null, version = 0) {
    const begin = <K, V>(map: VersionedMap<K, V> | null): VersionedMap<K, V> =>
      map?.branch(version) ?? new VersionedMap<K, V>();
    this.relations = begin(base && base.relations);
    this.types = begin(base && base.types);
    this.functions = begin(base && base.functions);
    this.extensions = begin(base && base.extensions);
    this.#relationNames = begin(base && base.#relationNames);
    this.#typeNames = begin(base && base.#typeNames);
    this.#schemas = begin(base && base.#schemas);
    this.#searchPath = begin(base && base.#searchPath);
    this.#constraintNames = begin(base && base.#constraintNames);
    this.#referencing = (base && base.#referencing) ?? new Map<number, Set<number>>();
    this.#drawers = (base && base.#drawers) ?? new Map<number, Set<number>>();
    this.#readers = (base && base.#readers) ?? new Map<number, Set<number>>();
    this.#ids = (base && base.#ids) ?? { last: 0 };
    this.version = version;
    this.incompleteFrom = base?.incompleteFrom != null && base.incompleteFrom <= version ? base.incompleteFrom : null;
    if (base === null) {
      this.#schemas.set("public", "public", 0);
      this.#searchPath.set("", defaultSearchPath, 0);
    }
  }

  newId(): number {
    return ++this.#ids.last;
  }

  /** Stores a new relation, or a changed one under its id. */
  put(record: RelationRecord): void {
    const old = this.relations.current(record.id);
    const key = nameKey(record.schema, record.name);
    if (old === undefined || nameKey(old.schema, old.name) !== key) {
      if (old !== undefined) this.#relationNames.set(nameKey(old.schema, old.name), undefined, this.version);
      this.#relationNames.set(key, record.id, this.version);
    }
    if (
      old?.kind !== "table" ||
      record.kind !== "table" ||
      old.constraints !== record.constraints ||
      old.schema !== record.schema
    ) {
      this.#countConstraints(old, -1);
      this.#countConstraints(record, 1);
    }
    if (record.kind === "table")
      for (const { references } of record.constraints)
        if (references?.table != null) link(this.#referencing, references.table, record.id);
    if (record.kind === "table" && (old?.kind !== "table" || old.columns !== record.columns))
      for (const { drawsFrom } of record.columns) if (drawsFrom !== null) link(this.#drawers, drawsFrom, record.id);
    if (record.schema === temporarySchema && record.kind === "table") this.#temporary.add(record.id);
    if (record.kind === "view") for (const id of record.dependsOn) link(this.#readers, id, record.id);
    this.relations.set(record.id, record, this.version);
    this.noteSchema(record.schema);
  }

  remove(id: number): void {
    const old = this.relations.current(id);
    if (old === undefined) return;
    this.#countConstraints(old, -1);
    this.#relationNames.set(nameKey(old.schema, old.name), undefined, this.version);
    this.relations.set(id, undefined, this.version);
    this.#temporary.delete(id);
  }

  putType(record: TypeRecord): void {
    const old = this.types.current(record.id);
    if (old !== undefined) this.#typeNames.set(nameKey(old.schema, old.name), undefined, this.version);
    this.#typeNames.set(nameKey(record.schema, record.name), record.id, this.version);
    this.types.set(record.id, record, this.version);
    this.noteSchema(record.schema);
  }

  removeType(record: TypeRecord): void {
    this.#typeNames.set(nameKey(record.schema, record.name), undefined, this.version);
    this.types.set(record.id, undefined, this.version);
  }

  /** Remembers that a schema exists. */
  noteSchema(name: string): void {
    if (this.#schemas.current(name) === undefined) this.#schemas.set(name, name, this.version);
  }

  removeSchema(name: string): void {
    this.#schemas.set(name, undefined, this.version);
  }

  hasSchema(name: string): boolean {
    return this.#schemas.current(name) !== undefined;
  }

  schemasAt(version: number): readonly string[] {
    return [...this.#schemas.valuesAt(version)];
  }

  setSearchPath(path: readonly string[] | null): void {
    this.#searchPath.set("", path ?? defaultSearchPath, this.version);
  }

  searchPath(version = this.version): readonly string[] {
    return this.#searchPath.at("", version) ?? defaultSearchPath;
  }

  /** The search path; null when it is the default, or empty, for then every name has its schema. */
  get ownSearchPath(): readonly string[] | null {
    const path = this.searchPath();
    return path === defaultSearchPath || path.length === 0 ? null : path;
  }

  /** The schema a name without one is created in: the first of the search path that exists. */
  creationSchema(name: QualifiedName): string {
    if (name.schema !== null) return name.schema;
    const path = this.searchPath();
    return path.find((schema) => this.hasSchema(schema)) ?? path[0] ?? "public";
  }

  find(name: QualifiedName, version = this.version): RelationRecord | undefined {
    const id = this.#resolve(this.#relationNames, name, version);
    return id === undefined ? undefined : this.relations.at(id, version);
  }

  findIn(schema: string, name: string): RelationRecord | undefined {
    const id = this.#relationNames.current(nameKey(schema, name));
    return id === undefined ? undefined : this.relations.current(id);
  }

  findType(name: QualifiedName, version = this.version): TypeRecord | undefined {
    const id = this.#resolve(this.#typeNames, name, version);
    return id === undefined ? undefined : this.types.at(id, version);
  }

  /** The key of a function in {@link functions}: where it is, or where it would be made. */
  functionKey(name: QualifiedName): string {
    const schemas = name.schema === null ? this.searchPath() : [name.schema];
    const found = schemas
      .map((schema) => nameKey(schema, name.name))
      .find((key) => this.functions.current(key) !== undefined);
    return found ?? nameKey(this.creationSchema(name), name.name);
  }

  table(id: number): TableRecord {
    return this.relations.current(id) as TableRecord;
  }

  temporaryTables(): TableRecord[] {
    return [...this.#temporary]
      .map((id) => this.relations.current(id))
      .filter((record) => record?.kind === "table") as TableRecord[];
  }

  index(id: number): IndexRecord {
    return this.relations.current(id) as IndexRecord;
  }

  /** Whether a constraint of this schema, on whichever table, has this name. */
  hasConstraintName(schema: string, name: string): boolean {
    return this.#constraintNames.current(nameKey(schema, name)) !== undefined;
  }

  /** Foreign keys of all tables that lead to this one. */
  referencesTo(table: number): { readonly from: TableRecord; readonly constraint: ConstraintRecord }[] {
    const found = [];
    for (const id of this.#referencing.get(table) ?? []) {
      const from = this.relations.current(id);
      if (from?.kind !== "table") continue;
      for (const constraint of from.constraints)
        if (constraint.references?.table === table) found.push({ from, constraint });
    }
    return found;
  }

  /** The tables that had a foreign key to this one at a version. */
  tablesReferencing(table: number, version: number): TableRecord[] {
    const records = [...(this.#referencing.get(table) ?? [])].map((id) => this.relations.at(id, version));
    return records.filter(
      (record): record is TableRecord =>
        record?.kind === "table" && record.constraints.some((constraint) => constraint.references?.table === table),
    );
  }

  /** The views that read a relation. */
  readersOf(relation: number): ViewRecord[] {
    return [...(this.#readers.get(relation) ?? [])]
      .map((id) => this.relations.current(id))
      .filter((view) => view?.kind === "view" && view.dependsOn.includes(relation)) as ViewRecord[];
  }

  /** The tables with a default that draws from a sequence. */
  drawersOf(sequence: number): TableRecord[] {
    const tables = [...(this.#drawers.get(sequence) ?? [])].map((id) => this.relations.current(id));
    return tables.filter(
      (table): table is TableRecord =>
        table?.kind === "table" && table.columns.some((column) => column.drawsFrom === sequence),
    );
  }

  typeRef(type: TypeName): TypeRef {
    const known = this.findType(type.base);
    if (known !== undefined) return { id: known.id, array: type.array };
    const visible = type.schema === null || type.schema === "public";
    return { id: null, text: visible ? type.name : `${quoteIdentifier(type.schema)}.${type.name}` };
  }

  /** As `format_type` prints it. */
  typeText(type: TypeRef, version: number): string {
    if (type.id === null) return type.text;
    const record = this.types.at(type.id, version);
    if (record === undefined) return "unknown";
    return sqlName(record.schema, record.name) + (type.array ? "[]" : "");
  }

  #resolve(names: VersionedMap<string, number>, name: QualifiedName, version: number): number | undefined {
    if (name.schema !== null) return names.at(nameKey(name.schema, name.name), version);
    const temporary = names.at(nameKey(temporarySchema, name.name), version);
    if (temporary !== undefined) return temporary;
    for (const schema of this.searchPath(version)) {
      const id = names.at(nameKey(schema, name.name), version);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  #countConstraints(record: RelationRecord | undefined, step: number): void {
    if (record?.kind !== "table") return;
    for (const { name } of record.constraints) {
      const key = nameKey(record.schema, name);
      const count = (this.#constraintNames.current(key) ?? 0) + step;
      this.#constraintNames.set(key, count > 0 ? count : undefined, this.version);
    }
  }
}

function nameKey(schema: string, name: string): string {
  return `${schema}\u0000${name}`;
}

function link(links: Map<number, Set<number>>, from: number, to: number): void {
  const set = links.get(from);
  if (set === undefined) links.set(from, new Set([to]));
  else set.add(to);
}
