import type { ChangeOf } from "../../facts/changes.ts";
import type { SequenceSettings } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { columnNamed } from "./column-lookup.ts";
import type { SequenceRecord } from "./records.ts";

type Owner = ChangeOf<"alter-sequence">["ownedBy"];

export function createSequence(applying: Applying, change: ChangeOf<"create-sequence">): void {
  const { catalogue } = applying;
  const schema = catalogue.creationSchema(change.name);
  if (catalogue.findIn(schema, change.name.name) !== undefined) {
    if (!change.ifNotExists) applying.exists("relation", change.name.name);
    return;
  }
  const sequence: SequenceRecord = {
    kind: "sequence",
    ...applying.origin(change.at),
    id: catalogue.newId(),
    schema,
    name: change.name.name,
    type: change.type ?? "bigint",
    ownedBy: null,
    ...(change.settings === undefined ? {} : { settings: change.settings }),
  };
  catalogue.put(sequence);
  own(applying, sequence, change.ownedBy);
}

export function alterSequence(applying: Applying, change: ChangeOf<"alter-sequence">): void {
  const sequence = applying.catalogue.find(change.name);
  if (sequence?.kind !== "sequence") return;
  const typed = change.type === null ? sequence : { ...sequence, type: change.type };
  const changed =
    change.settings === undefined ? typed : { ...typed, settings: { ...typed.settings, ...change.settings } };
  applying.catalogue.put(changed);
  own(applying, changed, change.ownedBy);
}

/** `ALTER COLUMN … SET INCREMENT BY 10`: what it does not name stays. */
export function changeSettings({ catalogue }: Applying, id: number, settings: SequenceSettings): void {
  const sequence = catalogue.relations.current(id);
  if (sequence?.kind === "sequence") catalogue.put({ ...sequence, settings: { ...sequence.settings, ...settings } });
}

/** The type of the sequence that `serial` or an identity makes for a column of this type: the column's own. */
export function countedType(type: string): string {
  return type === "smallint" || type === "integer" ? type : "bigint";
}

/** An identity's sequence follows the type of its column; that of a `serial` keeps the type it was made with. */
export function widenIdentity(applying: Applying, tableId: number, name: string, type: string): void {
  const column = columnNamed(applying.catalogue.table(tableId), name);
  const sequence =
    column?.identity == null || column.sequence === null
      ? undefined
      : applying.catalogue.relations.current(column.sequence);
  if (sequence?.kind === "sequence") applying.catalogue.put({ ...sequence, type: countedType(type) });
}

/** `OWNED BY`: dropping the column drops the sequence. */
function own(applying: Applying, sequence: SequenceRecord, owner: Owner): void {
  if (owner === null) return;
  const table = applying.table(owner.table);
  const column = table === undefined ? undefined : columnNamed(table, owner.column);
  if (table === undefined || column === undefined) return;
  applying.catalogue.put({ ...sequence, ownedBy: { table: table.id, column: column.id } });
  applying.catalogue.put({
    ...table,
    columns: table.columns.map((other) => (other.id === column.id ? { ...other, sequence: sequence.id } : other)),
  });
}
