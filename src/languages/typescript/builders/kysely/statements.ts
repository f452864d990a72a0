import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, literal, own, placed, sql, textOf } from "../parts.ts";
import { must } from "../told.ts";
import type { Link, Values } from "../values.ts";
import { constraint, dataType, definition } from "./columns.ts";
import { builtBy, column, immediate, named, rawSql } from "./names.ts";

/** The statement of a chain that begins with `main`: everything it is given must be known. */
export function statement(main: Link, links: readonly Link[], schema: string | null, values: Values): readonly Part[] {
  const [name] = main.args ?? [];
  const rest = [...links];
  const flag = (method: string, words: string): string => {
    const at = rest.findIndex((link) => link.name === method);
    if (at >= 0) rest.splice(at, 1);
    return at < 0 ? "" : words;
  };
  const whole = (read: readonly Part[]): readonly Part[] => must(rest.length === 0 ? read : null);
  if (main.name === "alterTable")
    return sql`alter table ${named(name, schema, values)} ${alteration(links, schema, values)}`;
  const guard = flag("ifNotExists", "if not exists ") || flag("ifExists", "if exists ");
  switch (main.name) {
    case "createTable": {
      const temporary = flag("temporary", "temporary ");
      const lines = rest.map((link) => placed(spanOf(link, values), tableLine(link, schema, values)));
      return sql`create ${temporary}table ${guard}${named(name, schema, values)} (${join(lines, ", ")})`;
    }
    case "createIndex":
      return createIndex(name, flag("unique", "unique "), guard, rest, schema, values);
    case "createSchema":
      return whole(sql`create schema ${guard}${column(name, values)}`);
    case "dropSchema": {
      const cascade = flag("cascade", " cascade");
      return whole(sql`drop schema ${guard}${column(name, values)}${cascade}`);
    }
    case "dropTable":
    case "dropIndex": {
      const cascade = flag("cascade", " cascade");
      return whole(
        sql`drop ${main.name === "dropTable" ? "table" : "index"} ${guard}${named(name, schema, values)}${cascade}`,
      );
    }
    case "createType": {
      const labels = must(values.list(must(rest.shift()).args?.[0])).map((label) => literal(must(values.text(label))));
      return whole(sql`create type ${named(name, schema, values)} as enum (${join(labels, ", ")})`);
    }
    case "dropType":
      return whole(sql`drop type ${guard}${named(name, schema, values)}`);
    case "dropView": {
      const materialized = flag("materialized", "materialized ");
      const cascade = flag("cascade", " cascade");
      return whole(sql`drop ${materialized}view ${guard}${named(name, schema, values)}${cascade}`);
    }
    default:
      return must<readonly Part[]>(null);
  }
}

function spanOf(link: Link, values: Values): { readonly start: number; readonly end: number } {
  return { start: values.at(link.nameNode).start, end: values.at(link.node).end };
}

function tableLine(link: Link, schema: string | null, values: Values): readonly Part[] {
  if (link.name === "addColumn") return definition(link.args ?? [], schema, values);
  return must(constraint(link, [], schema, values));
}

/** One change of the table or its constraints, or several of its columns. */
function alteration(links: readonly Link[], schema: string | null, values: Values): readonly Part[] {
  const [first, ...more] = links;
  const { name: method, args } = must(first);
  const added = constraint(must(first), more, schema, values);
  if (added) return sql`add ${added}`;
  const modifiers = more.map(({ name }) => name);
  const only = (read: readonly Part[]): readonly Part[] => must(more.length === 0 ? read : null);
  switch (method) {
    case "renameTo":
      return only(sql`rename to ${named(args?.[0], null, values)}`);
    case "setSchema":
      return only(sql`set schema ${column(args?.[0], values)}`);
    case "renameConstraint":
      return only(sql`rename constraint ${column(args?.[0], values)} to ${column(args?.[1], values)}`);
    case "dropConstraint": {
      if (modifiers.some((modifier) => modifier !== "ifExists" && modifier !== "cascade" && modifier !== "restrict"))
        return must<readonly Part[]>(null);
      const behaviour = modifiers.find((modifier) => modifier !== "ifExists");
      return sql`drop constraint ${modifiers.includes("ifExists") ? "if exists " : ""}${column(args?.[0], values)}${behaviour ? ` ${behaviour}` : ""}`;
    }
    default:
      return join(
        links.map((link) => placed(spanOf(link, values), columnAlteration(link, schema, values))),
        ", ",
      );
  }
}

function columnAlteration({ name: method, args }: Link, schema: string | null, values: Values): readonly Part[] {
  const [name, second] = args ?? [];
  switch (method) {
    case "addColumn":
      return sql`add column ${definition(args ?? [], schema, values)}`;
    case "dropColumn":
      return sql`drop column ${column(name, values)}`;
    case "renameColumn":
      return sql`rename column ${column(name, values)} to ${column(second, values)}`;
    case "alterColumn": {
      const { links } = builtBy(must(second), values);
      return sql`alter column ${column(name, values)} ${columnChange(must(links.length === 1 ? links[0] : null), values)}`;
    }
    default:
      return must<readonly Part[]>(null);
  }
}

const plainChanges: Readonly<Record<string, string>> = {
  dropDefault: "drop default",
  setNotNull: "set not null",
  dropNotNull: "drop not null",
};

function columnChange({ name: method, args }: Link, values: Values): readonly Part[] {
  if (method === "setDataType") return sql`type ${dataType(args?.[0], values)}`;
  if (method === "setDefault") return sql`set default ${immediate(must(args?.[0]), values)}`;
  return own(must(Object.hasOwn(plainChanges, method) ? plainChanges[method] : null));
}

function createIndex(
  name: ts.Expression | undefined,
  unique: string,
  guard: string,
  links: readonly Link[],
  schema: string | null,
  values: Values,
): readonly Part[] {
  let [table, using, where, nulls]: (readonly Part[] | null)[] = [null, null, null, null];
  const keys: (readonly Part[])[] = [];
  for (const { name: method, args } of links) {
    const [first] = args ?? [];
    if (method === "on") table = named(first, schema, values);
    else if (method === "using") using = sql` using ${must(values.text(first))}`;
    else if (method === "nullsNotDistinct") nulls = own(" nulls not distinct");
    else if (method === "column") keys.push(ordered(first, values));
    else if (method === "columns") keys.push(...must(values.list(first)).map((one) => ordered(one, values)));
    else if (method === "expression") keys.push(must(rawSql(first, values)));
    else if (method === "where" && !where) where = sql` where ${condition(args ?? [], values)}`;
    else return must<readonly Part[]>(null);
  }
  return sql`create ${unique}index ${guard}${column(name, values)} on ${must(table)}${using ?? ""} (${join(keys, ", ")})${nulls ?? ""}${where ?? ""}`;
}

/** `"created_at desc"` names a column and its order. */
function ordered(expression: ts.Expression | undefined, values: Values): readonly Part[] {
  const written = must(values.text(expression));
  const [name, order] = textOf(written).split(" ");
  return order === undefined ? column(expression, values) : sql`"${must(name)}" ${order}`;
}

/** The predicate of a partial index: `` sql`…` ``, or a column compared with a plain value. */
function condition([left, operator, right]: readonly ts.Expression[], values: Values): readonly Part[] {
  if (!operator) return must(rawSql(left, values));
  const sign = must(values.string(operator));
  const known = must(values.plain(right)).value;
  if (typeof known === "object" && known !== null) return must<readonly Part[]>(null);
  return sql`${column(left, values)} ${sign} ${immediate(must(right), values)}`;
}
