import type { ChangeOf } from "../../facts/changes.ts";
import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { setDefault } from "./columns.ts";
import { dropColumn } from "./drops.ts";
import type { TypeRecord } from "./records.ts";

export function createType(
  applying: Applying,
  { name, at }: Pick<ChangeOf<"create-type">, "name" | "at">,
  form: TypeRecord["form"],
  given: Partial<Pick<TypeRecord, "values" | "definition" | "domain">>,
): void {
  const { catalogue } = applying;
  const schema = catalogue.creationSchema(name);
  const existing = catalogue.findType({ schema, name: name.name });
  if (existing !== undefined && existing.form !== "shell") {
    applying.exists("type", name.name);
    return;
  }
  catalogue.putType({
    ...applying.origin(at),
    id: existing?.id ?? catalogue.newId(),
    schema,
    name: name.name,
    form,
    values: [],
    definition: "",
    domain: null,
    ...given,
    alterations: [],
    searchPath: catalogue.ownSearchPath,
  });
}

/** What ALTER TYPE says of attributes is kept as written: nothing else of a composite type is known. */
export function alterType(applying: Applying, change: Pick<ChangeOf<"alter-type">, "name" | "command">): void {
  const type = applying.catalogue.findType(change.name);
  if (type === undefined) applying.missing("type", change.name);
  else applying.catalogue.putType({ ...type, alterations: [...type.alterations, change.command] });
}

export function addEnumValue(applying: Applying, change: ChangeOf<"add-enum-value">): void {
  const type = enumNamed(applying, change.name);
  if (type === undefined) return;
  if (type.values.includes(change.value)) {
    if (!change.ifNotExists) applying.refuse(`enum label "${change.value}" already exists`);
    return;
  }
  const neighbour = change.before ?? change.after;
  const at =
    neighbour === null ? type.values.length : type.values.indexOf(neighbour) + (change.before === null ? 1 : 0);
  if (neighbour !== null && !type.values.includes(neighbour)) {
    applying.refuse(`"${neighbour}" is not an existing enum label`);
    return;
  }
  applying.catalogue.putType({ ...type, values: type.values.toSpliced(at, 0, change.value) });
}

export function renameEnumValue(applying: Applying, change: ChangeOf<"rename-enum-value">): void {
  const type = enumNamed(applying, change.name);
  if (type === undefined) return;
  if (!type.values.includes(change.value)) applying.refuse(`"${change.value}" is not an existing enum label`);
  else if (type.values.includes(change.to)) applying.refuse(`enum label "${change.to}" already exists`);
  else
    applying.catalogue.putType({
      ...type,
      values: type.values.map((value) => (value === change.value ? change.to : value)),
    });
}

function enumNamed(applying: Applying, name: QualifiedName): TypeRecord | undefined {
  const type = applying.catalogue.findType(name);
  if (type === undefined) applying.missing("type", name);
  else if (type.form !== "enum") applying.refuse(`${name.name} is not an enum`);
  else return type;
  return undefined;
}

export function renameType(
  applying: Applying,
  name: QualifiedName,
  to: { readonly name?: string; readonly schema?: string },
): void {
  const { catalogue } = applying;
  const type = catalogue.findType(name);
  if (type === undefined) {
    applying.missing("type", name);
    return;
  }
  const moved = { ...type, name: to.name ?? type.name, schema: to.schema ?? type.schema };
  if (catalogue.findType({ schema: moved.schema, name: moved.name }) !== undefined) applying.exists("type", moved.name);
  else catalogue.putType(moved);
}

/** With CASCADE the columns of the type go too, and defaults that are literals of it in columns of another type since. */
export function dropType(applying: Applying, name: QualifiedName, ifExists: boolean, cascade: boolean): void {
  const { catalogue } = applying;
  const type = catalogue.findType(name);
  if (type === undefined) {
    if (!ifExists) applying.missing("type", name);
    return;
  }
  for (const relation of [...catalogue.relations.currentValues()]) {
    if (relation.kind !== "table") continue;
    for (const column of relation.columns) {
      if (column.type.id !== type.id && column.defaultType !== type.id) continue;
      if (cascade && column.type.id !== type.id) setDefault(applying, relation.id, column.name, null);
      else if (cascade) dropColumn(applying, relation.id, column.name, true, true);
      else applying.refuse(`cannot drop type ${type.name} because other objects depend on it`);
    }
  }
  if (applying.refusal === null) catalogue.removeType(type);
}
