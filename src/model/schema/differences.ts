import type { Difference, FoldedChange, Schema } from "../schema.ts";
import { pathOf } from "./identifiers.ts";
import type { RelationRecord, TableRecord, TypeRecord } from "./records.ts";
import type { SchemaAt } from "./schema-at.ts";
import { tableIs, tableParts, type TablePart } from "./table-parts.ts";

/** A change of either direction, as far as it is asked where something came about. */
type Changing = Pick<FoldedChange, "change" | "before" | "after">;

/**
 * What is not at `after` as it was at `before`, where the catalogue of `after` is that of `before` or a branch of it.
 * Only what was touched in between is looked at. `changes` led from the one to the other: the first that made a
 * difference is its place.
 */
export function differences(before: SchemaAt, after: SchemaAt, changes: readonly Changing[]): readonly Difference[] {
  const found: Difference[] = [];
  const say: Say = (kind, text, probe) => found.push({ kind, text, at: placeOf(changes, probe) });
  for (const pair of touchedRelations(before, after)) compareRelations(before, after, pair, say);
  for (const id of new Set(after.catalogue.types.changedSince(before.version))) compareTypes(before, after, id, say);
  for (const key of new Set(after.catalogue.functions.changedSince(before.version))) {
    const old = before.catalogue.functions.at(key, before.version);
    const now = after.catalogue.functions.at(key, after.version);
    // Of overloads only the last one made is known: one that is gone may be another. OR REPLACE says that it may be there already.
    const replaces = changes.some(
      ({ change }) => change.kind === "create-function" && change.name.name === now?.name && change.replace,
    );
    if (old === undefined && now !== undefined && !replaces)
      say(
        "left",
        `function \`${pathOf(now.schema, now.name)}\` stays`,
        (schema) => schema.catalogue.functions.at(key, schema.version)?.name,
      );
  }
  return found;
}

type Properties = Readonly<Record<string, string>>;
type Say = (kind: Difference["kind"], text: string, probe: (schema: SchemaAt) => string | undefined) => void;

function placeOf(changes: readonly Changing[], probe: (schema: SchemaAt) => string | undefined): Difference["at"] {
  const first = changes.find(
    ({ before, after }) => probe(before as Schema as SchemaAt) !== probe(after as Schema as SchemaAt),
  );
  return first === undefined ? null : { at: first.change.at, anchor: "" };
}

interface Pair {
  readonly old: RelationRecord | undefined;
  readonly now: RelationRecord | undefined;
}

/** Tables, views and sequences that were touched: the same name is the same thing, and so is the same object under a new name. */
function touchedRelations(before: SchemaAt, after: SchemaAt): readonly Pair[] {
  const names = new Map<string, { schema: string; name: string }>();
  for (const id of new Set(after.catalogue.relations.changedSince(before.version))) {
    for (const [schema, record] of [
      [before, before.catalogue.relations.at(id, before.version)],
      [after, after.catalogue.relations.at(id, after.version)],
    ] as const) {
      const owner = record?.kind === "index" ? schema.catalogue.relations.at(record.table, schema.version) : record;
      if (owner !== undefined) names.set(`${owner.schema} ${owner.name}`, owner);
    }
  }
  const pairs = new Map<string, Pair>();
  const renamed = new Set<number>();
  for (const [key, name] of names) {
    const old = before.catalogue.find(name, before.version);
    const now =
      after.catalogue.find(name, after.version) ??
      (old === undefined ? undefined : after.catalogue.relations.at(old.id, after.version));
    if (old !== undefined && now?.id === old.id && now.name !== old.name) renamed.add(now.id);
    pairs.set(key, { old, now });
  }
  return [...pairs.values()].filter(
    ({ old, now }) => old !== now && !(old === undefined && now !== undefined && renamed.has(now.id)),
  );
}

function compareRelations(before: SchemaAt, after: SchemaAt, { old, now }: Pair, say: Say): void {
  if ((old?.kind === "sequence" && old.ownedBy !== null) || (now?.kind === "sequence" && now.ownedBy !== null)) return;
  const record = old ?? now;
  if (record === undefined || record.kind === "index") return;
  const path = pathOf(record.schema, record.name);
  const exists = (schema: SchemaAt): string | undefined => schema.catalogue.find(record, schema.version)?.name;
  if (old === undefined || now === undefined) {
    say(
      old === undefined ? "left" : "missing",
      `${record.kind} \`${path}\` ${old === undefined ? "stays" : "is missing"}`,
      exists,
    );
    return;
  }
  const moved = pathOf(now.schema, now.name);
  if (moved !== path) say("changed", `${record.kind} \`${path}\` is still called \`${moved}\``, exists);
  if (old.kind === "table" && now.kind === "table") compareTables(before, after, old, now, say);
}

function compareTables(before: SchemaAt, after: SchemaAt, old: TableRecord, now: TableRecord, say: Say): void {
  const what = `table \`${pathOf(old.schema, old.name)}\``;
  compareProperties(
    what,
    tableIs(before, old),
    tableIs(after, now),
    (schema) => tableIn(schema, old, (table) => tableIs(schema, table)),
    say,
  );
  if (!old.columnsKnown || !now.columnsKnown) return;
  const were = tableParts(before, old);
  const are = tableParts(after, now);
  const gone = new Set<string>();
  const newById = new Map([...are].filter(([key]) => !were.has(key)).map(([key, part]) => [part.id, { key, part }]));
  const oldOnly = [...were].filter(([key]) => !are.has(key));
  for (const [key, part] of were) {
    const other = are.get(key);
    if (other !== undefined)
      compareProperties(part.what, part.is, other.is, (schema) => partIn(schema, old, key, (found) => found.is), say);
  }
  const sameId = new Set<string>();
  for (const [key, part] of oldOnly) {
    const renamed = old.id === now.id ? newById.get(part.id) : undefined;
    if (renamed === undefined) continue;
    sameId.add(key).add(renamed.key);
    if (part.id.startsWith("column "))
      for (const column of [...part.columns, ...renamed.part.columns]) gone.add(column);
    say("changed", `${part.what} is still called \`${renamed.key.slice(renamed.key.indexOf(" ") + 1)}\``, (schema) =>
      partIn(schema, old, key, () => ""),
    );
  }
  const newOnly = [...are].filter(([key]) => !were.has(key) && !sameId.has(key));
  for (const [key, part] of oldOnly) {
    // The same thing under a name that PostgreSQL chose, or that is of no matter.
    const twin = part.named ? -1 : newOnly.findIndex(([, other]) => isTwin(part, other));
    if (sameId.has(key)) continue;
    if (twin >= 0) newOnly.splice(twin, 1);
    else report("missing", "is missing", key, part);
  }
  for (const [key, part] of newOnly) report("left", "stays", key, part);

  function report(kind: "missing" | "left", verb: string, key: string, part: TablePart): void {
    // What stands on a column that is gone, or is new, comes and goes with it.
    if (!part.id.startsWith("column ") && part.columns.some((column) => gone.has(column))) return;
    if (part.id.startsWith("column ")) for (const column of part.columns) gone.add(column);
    say(kind, `${part.what} ${verb}`, (schema) => partIn(schema, old, key, () => ""));
  }
}

function isTwin(one: TablePart, other: TablePart): boolean {
  const kind = one.id.slice(0, one.id.indexOf(" "));
  return (
    kind !== "column" &&
    other.id.startsWith(`${kind} `) &&
    Object.keys(one.is).every((name) => one.is[name] === other.is[name])
  );
}

function compareProperties(
  what: string,
  was: Properties,
  is: Properties,
  propertiesOf: (schema: SchemaAt) => Properties | undefined,
  say: Say,
): void {
  const changed = Object.keys(was).filter((name) => is[name] !== was[name]);
  if (changed.length === 0) return;
  const words = (of: Properties): string => changed.map((name) => of[name]).join(", ");
  const unsaid = changed.some((name) => name === "definition" || is[name] === undefined);
  say("changed", unsaid ? `${what} is not what it was` : `${what} is ${words(is)}, and was ${words(was)}`, (schema) => {
    const properties = propertiesOf(schema);
    return properties === undefined ? undefined : words(properties);
  });
}

/** The same table at another moment: itself, under whichever name, or the one made in its place. */
function tableIn<T>(schema: SchemaAt, table: TableRecord, read: (table: TableRecord) => T): T | undefined {
  const record =
    schema.catalogue.relations.at(table.id, schema.version) ?? schema.catalogue.find(table, schema.version);
  return record?.kind === "table" ? read(record) : undefined;
}

function partIn<T>(schema: SchemaAt, table: TableRecord, key: string, read: (part: TablePart) => T): T | undefined {
  return tableIn(schema, table, (record) => {
    const part = tableParts(schema, record).get(key);
    return part === undefined ? undefined : read(part);
  });
}

function compareTypes(before: SchemaAt, after: SchemaAt, id: number, say: Say): void {
  const touched = [before.catalogue.types.at(id, before.version), after.catalogue.types.at(id, after.version)];
  for (const name of touched.flatMap((record) => record ?? [])) {
    const key = { schema: name.schema, name: name.name };
    const old = before.catalogue.findType(key, before.version);
    const now = after.catalogue.findType(key, after.version);
    if (old === now || (name === touched[1] && touched[0] !== undefined && touched[0].name === name.name)) continue;
    const path = pathOf(name.schema, name.name);
    const values = (schema: SchemaAt): string | undefined =>
      schema.catalogue.findType(key, schema.version)?.values.join("\u0000");
    if (old === undefined) say("left", `${kindOfType(name)} \`${path}\` stays`, values);
    else if (now === undefined) say("missing", `${kindOfType(name)} \`${path}\` is missing`, values);
    else compareValues(path, old, now, say, values);
  }
}

function kindOfType(record: TypeRecord): string {
  return record.form === "enum" || record.form === "domain" ? record.form : "type";
}

function compareValues(
  path: string,
  old: TypeRecord,
  now: TypeRecord,
  say: Say,
  probe: (schema: SchemaAt) => string | undefined,
): void {
  const lost = old.values.filter((value) => !now.values.includes(value));
  const kept = now.values.filter((value) => !old.values.includes(value));
  if (lost.length > 0) say("missing", `value \`${lost[0] as string}\` of enum \`${path}\` is missing`, probe);
  if (kept.length > 0) say("left", `value \`${kept[0] as string}\` of enum \`${path}\` stays`, probe);
}
