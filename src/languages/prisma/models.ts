import type { Entity, EntityColumn, EntityRelation } from "../../facts/entities.ts";
import type { TextPlace } from "../../findings/place.ts";
import type { Block } from "./blocks.ts";
import { attributesOf, type Attribute, type Field, fieldOf, namesGiven, textGiven } from "./fields.ts";

/** A model or view, before its relations are known. */
export interface Model {
  readonly file: string;
  readonly block: Block;
  readonly fields: readonly Field[];
  readonly attributes: readonly Attribute[];
}

export function modelOf(file: string, block: Block): Model {
  const own = block.entries.filter(({ text }) => text.startsWith("@@"));
  return {
    file,
    block,
    fields: block.entries.flatMap((entry) => fieldOf(entry) ?? []),
    attributes: own.flatMap(({ text, start }) => attributesOf(text, 0, start)),
  };
}

/** Each model as an entity. Fields of a model's type are relations, all others columns. */
export function entitiesOf(models: readonly Model[]): readonly Entity[] {
  const byName = new Map(models.map((model) => [model.block.name, model]));
  return models.map((model): Entity => {
    const { file, block, fields } = model;
    return {
      file,
      at: { file, start: block.start, end: block.end },
      anchor: `prisma:${file}#${block.name}`,
      source: "prisma",
      name: block.name,
      table: tableOf(model),
      columns: fields.filter(({ type }) => !byName.has(type)).map((field) => columnOf(file, field)),
      relations: fields.flatMap((field) => {
        const target = byName.get(field.type);
        return target ? relationOf(model, field, target) : [];
      }),
      complete: true,
    };
  });
}

function tableOf({ file, block, attributes }: Model): Entity["table"] {
  const mapped = textGiven(attributes.find(({ name }) => name === "map"));
  const schema = textGiven(attributes.find(({ name }) => name === "schema"));
  const start = mapped?.at ?? block.nameAt;
  const name = mapped?.value ?? block.name;
  return { schema: schema?.value ?? null, name, at: { file, start, end: start + name.length } };
}

function columnOf(file: string, field: Field): EntityColumn {
  return {
    property: field.name,
    name: columnName(field),
    type: `${field.type}${field.list ? "[]" : ""}`,
    nullable: field.optional,
    filled: filledBy(field),
    at: placeOf(file, field),
  };
}

/** Only sequences and what the schema leaves to the database are left out of an INSERT; all other defaults Prisma fills in itself. */
function filledBy({ attributes }: Field): EntityColumn["filled"] {
  if (attributes.some(({ name }) => name === "updatedAt")) return "library";
  const given = attributes.find(({ name }) => name === "default");
  if (!given) return null;
  return /^\s*(?:value\s*:\s*)?(?:autoincrement|dbgenerated|sequence)\s*\(/.test(given.text) ? "database" : "library";
}

function columnName(field: Field): string {
  return textGiven(field.attributes.find(({ name }) => name === "map"))?.value ?? field.name;
}

function placeOf(file: string, { start, end }: Field): TextPlace {
  return { file, start, end };
}

function relationOf(model: Model, field: Field, target: Model): EntityRelation {
  const common = {
    property: field.name,
    target: target.block.name,
    many: field.list,
    owner: false,
    through: null,
    at: placeOf(model.file, field),
  };
  const own = sideOf(model, field, target);
  if (own) return { ...common, ...own, owner: true };
  const other = opposite(model, field, target);
  const far = other && sideOf(target, other, model);
  if (far) return { ...common, from: far.to, to: far.from };
  if (field.list && other?.list) return { ...common, from: [], to: [], through: between(model, field, target, other) };
  return { ...common, from: [], to: [] };
}

/** The columns a side with `fields` and `references` gives. */
function sideOf(model: Model, field: Field, target: Model): { from: readonly string[]; to: readonly string[] } | null {
  const relation = field.attributes.find(({ name }) => name === "relation");
  const [fields, references] = [namesGiven(relation, "fields"), namesGiven(relation, "references")];
  if (fields.length === 0 || fields.length !== references.length) return null;
  return { from: columnsNamed(model, fields), to: columnsNamed(target, references) };
}

function columnsNamed({ fields }: Model, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const field = fields.find((each) => each.name === name);
    return field ? columnName(field) : name;
  });
}

/** The field of the other model that is this relation's other side: of the same relation name, and not this field. */
function opposite(model: Model, field: Field, target: Model): Field | null {
  const name = relationName(field);
  const candidates = target.fields.filter(
    (each) => each.type === model.block.name && each !== field && relationName(each) === name,
  );
  return candidates.length === 1 ? (candidates[0] as Field) : null;
}

function relationName(field: Field): string | null {
  return textGiven(field.attributes.find(({ name }) => name === "relation"))?.value ?? null;
}

/** The table Prisma makes for two lists: `_AToB` with the columns `A` and `B`, by the models' names in order. */
function between(model: Model, field: Field, target: Model, other: Field): NonNullable<EntityRelation["through"]> {
  const [own, far] = [model.block.name, target.block.name];
  const isFirst = own === far ? field.name < other.name : own < far;
  const [first, second] = isFirst ? [own, far] : [far, own];
  return {
    table: `_${relationName(field) ?? `${first}To${second}`}`,
    from: isFirst ? "A" : "B",
    to: isFirst ? "B" : "A",
  };
}
