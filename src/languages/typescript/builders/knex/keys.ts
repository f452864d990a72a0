import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { own, placed, sql, textOf } from "../parts.ts";
import { optionsOf } from "../options.ts";
import { must } from "../told.ts";
import type { Link, Values } from "../values.ts";
import { columnsOf, generated, listed, tableOf, wrapped } from "./names.ts";
import type { Table } from "./names.ts";

type Columns = readonly (readonly Part[])[];

/** `add constraint … foreign key …` of the links behind `foreign(…)` or a column; null when no table is named. */
export function foreignKey(
  table: Table,
  columns: Columns,
  keyName: readonly Part[] | null,
  links: readonly Link[],
  values: Values,
): readonly Part[] | null {
  let name = keyName;
  let referred: Columns | null = null;
  let target: readonly Part[] | null = null;
  let [onUpdate, onDelete, deferrable] = ["", "", ""];
  for (const { name: method, args } of links) {
    const [argument] = args ?? [];
    if (method === "references") {
      const pieces = values.string(argument)?.split(".") ?? [];
      referred = pieces.length > 1 ? [own(pieces[1] as string)] : columnsOf(argument, values);
      if (pieces.length > 1) target = own(pieces[0] as string);
    } else if (method === "inTable" || method === "on") target = must(values.text(argument));
    else if (method === "withKeyName") name = must(values.text(argument));
    else if (method === "onUpdate") onUpdate = ` on update ${must(values.string(argument))}`;
    else if (method === "onDelete") onDelete = ` on delete ${must(values.string(argument))}`;
    else if (method === "deferrable")
      deferrable = ` deferrable initially ${must(values.string(argument)).toLowerCase()}`;
  }
  if (!referred || !target) return null;
  const called = name ? wrapped(name) : generated("foreign", table, columns);
  const key = sql`add constraint ${called} foreign key (${listed(columns)}) references ${wrapped(target)} (${listed(referred)})${onUpdate}${onDelete}${deferrable}`;
  return sql`alter table ${table.sql} ${key}`;
}

export function unique(
  table: Table,
  columns: Columns,
  given: ts.Expression | undefined,
  values: Values,
): readonly Part[] {
  const { name, deferrable, constraint } = named(given, "indexName", values);
  const called = name ? wrapped(name) : generated("unique", table, columns);
  if (!constraint) return sql`create unique index ${called} on ${table.sql} (${listed(columns)})`;
  return sql`alter table ${table.sql} add constraint ${called} unique (${listed(columns)})${deferrable}`;
}

export function primary(
  table: Table,
  columns: Columns,
  given: ts.Expression | undefined,
  values: Values,
): readonly Part[] {
  const { name, deferrable } = named(given, "constraintName", values);
  return sql`constraint ${wrapped(name ?? own(`${table.name}_pkey`))} primary key (${listed(columns)})${deferrable}`;
}

/** A name, or `{ indexName, deferrable, useConstraint }`. */
function named(
  given: ts.Expression | undefined,
  option: string,
  values: Values,
): { readonly name: readonly Part[] | null; readonly deferrable: string; readonly constraint: boolean } {
  const written = given ? values.text(given) : null;
  if (written) return { name: written, deferrable: "", constraint: true };
  const options = optionsOf(given, values);
  if (options.has("predicate")) return must<never>(null);
  const deferrable = options.text("deferrable");
  return {
    name: options.text(option),
    deferrable: deferrable ? ` deferrable initially ${textOf(deferrable)}` : "",
    constraint: options.plain("useConstraint") !== false,
  };
}

export function index(
  table: Table,
  columns: Columns,
  args: readonly (ts.Expression | undefined)[],
  values: Values,
): readonly Part[] {
  const [nameGiven, given] = args;
  const name = nameGiven ? optionalText(nameGiven, values) : null;
  const method = given ? values.text(given) : null;
  const options = optionsOf(method ? undefined : given, values);
  if (options.has("predicate")) return must<never>(null);
  const using = method ?? options.text("storageEngineIndexType");
  const isUnique = textOf(options.text("indexType") ?? "").toLowerCase() === "unique";
  return sql`create${isUnique ? " unique" : ""} index ${name ? wrapped(name) : generated("index", table, columns)} on ${table.sql}${using ? sql` using ${using}` : ""} (${listed(columns)})`;
}

function optionalText(expression: ts.Expression, values: Values): readonly Part[] | null {
  return values.text(expression) ?? (must(values.plain(expression)).value ? must<readonly Part[]>(null) : null);
}

const drops: Readonly<Record<string, "index" | "unique" | "foreign">> = {
  dropIndex: "index",
  dropUnique: "unique",
  dropForeign: "foreign",
};

/** `dropIndex`, `dropUnique`, `dropForeign`, `dropPrimary` and their `IfExists`; null for another method. */
export function dropped(table: Table, { name: method, args }: Link, values: Values): readonly Part[] | null {
  const guard = method.endsWith("IfExists") ? "if exists " : "";
  const plainMethod = method.replace(/IfExists$/, "");
  const [first, second] = args ?? [];
  const drop = (name: readonly Part[]): readonly Part[] =>
    sql`alter table ${table.sql} drop constraint ${guard}${name}`;
  if (plainMethod === "dropPrimary")
    return drop(first ? wrapped(must(values.text(first))) : wrapped(own(`${table.name}_pkey`)));
  const kind = Object.hasOwn(drops, plainMethod) ? drops[plainMethod] : undefined;
  if (kind === undefined) return null;
  const given = second ? optionalText(second, values) : null;
  const name = given ? wrapped(given) : generated(kind, table, columnsOf(first, values));
  if (kind !== "index") return drop(name);
  return sql`drop index ${table.schema === null ? "" : sql`${tableOf(own(table.schema), null).sql}.`}${name}`;
}

/** A statement that one method of the callback stands for. */
export function statementOf(link: Link, values: Values, start: number, statement: readonly Part[]): readonly Part[] {
  return placed({ start, end: values.at(link.node).end }, statement);
}
