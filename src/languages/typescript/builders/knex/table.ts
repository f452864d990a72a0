import { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, literal, own, placed, sql, textOf } from "../parts.ts";
import { must } from "../told.ts";
import type { Link, Values } from "../values.ts";
import { columnOf, lineOf } from "./columns.ts";
import type { Column } from "./columns.ts";
import { dropped, foreignKey, index, primary, statementOf, unique } from "./keys.ts";
import { columnsOf, wrapped } from "./names.ts";
import type { Table } from "./names.ts";

type Statement = readonly Part[];

interface Callback {
  readonly columns: Column[];
  /** Statements for keys, indexes and drops, which follow the columns in the order they were written in. */
  readonly later: Statement[];
  key: Statement | null;
  comment: Statement | null;
  readonly checks: Statement[];
  inherits: Statement | null;
}

/** What `createTable`'s callback makes: the table, its comments, its keys and indexes. */
export function createTable(
  table: Table,
  callback: ts.Expression | undefined,
  guard: string,
  at: { readonly start: number; readonly end: number },
  values: Values,
): Statement[] {
  const { columns, later, key, comment, checks, inherits } = readCallback(table, callback, true, values);
  const lines = [...columns.map((column) => lineOf(column)), ...(key ? [key] : []), ...checks];
  return [
    ...columns.flatMap((column) => (column.enumType ? [placed(column.at, column.enumType)] : [])),
    placed(
      at,
      sql`create table ${guard}${table.sql} (${join(lines, ", ")})${inherits ? sql` inherits (${wrapped(inherits)})` : ""}`,
    ),
    ...(comment ? [sql`comment on table ${table.sql} is '${comment}'`] : []),
    ...columns.flatMap((column) => commentOf(table, column)),
    ...later,
  ];
}

export function alterTable(table: Table, callback: ts.Expression | undefined, values: Values): Statement[] {
  const { columns, later, comment } = readCallback(table, callback, false, values);
  const added = columns.filter((column) => !column.alter);
  const altered = columns.filter((column) => column.alter);
  return [
    ...columns.flatMap((column) => (column.enumType ? [placed(column.at, column.enumType)] : [])),
    ...(added.length > 0
      ? [
          placed(
            spanOf(added),
            sql`alter table ${table.sql} ${join(
              added.map((column) => lineOf(column, "add column ")),
              ", ",
            )}`,
          ),
        ]
      : []),
    ...altered.flatMap((column) => alterationsOf(table, column).map((statement) => placed(column.at, statement))),
    ...[...added, ...altered].flatMap((column) => commentOf(table, column)),
    ...later,
    ...(comment ? [sql`comment on table ${table.sql} is '${comment}'`] : []),
  ];
}

function spanOf(columns: readonly Column[]): Column["at"] {
  return { start: Math.min(...columns.map(({ at }) => at.start)), end: Math.max(...columns.map(({ at }) => at.end)) };
}

function commentOf(table: Table, { name, comment, at }: Column): Statement[] {
  return comment
    ? [placed(at, sql`comment on column ${table.sql}.${wrapped(own(textOf(name)))} is ${literal(comment)}`)]
    : [];
}

/** `.alter()`: the default and NOT NULL go, and come back when the new definition has them. */
function alterationsOf(table: Table, { name, type, isEnum, alter, default: value, nullable }: Column): Statement[] {
  const column = wrapped(name);
  const change = (what: string | Statement): Statement => sql`alter table ${table.sql} alter column ${column} ${what}`;
  return [
    change("drop default"),
    ...(alter?.nullable ? [change("drop not null")] : []),
    ...(alter?.type ? [change(sql`type ${type} using (${column}${isEnum ? "::text" : ""}::${type})`)] : []),
    ...(value ? [change(sql`set default ${value}`)] : []),
    ...(alter?.nullable && nullable === false ? [change("set not null")] : []),
  ];
}

/** Each statement of the callback is a chain on its parameter; any other that names it hides what it does. */
function readCallback(table: Table, callback: ts.Expression | undefined, creates: boolean, values: Values): Callback {
  const node = callback && values.resolve(callback);
  if (!node || !(ts.isArrowFunction(node) || ts.isFunctionExpression(node))) return must<Callback>(null);
  const parameter = node.parameters[0]?.name;
  const builder = parameter ? must(ts.isIdentifier(parameter) ? parameter.text : null) : "this";
  const chains = expressionsOf(node, builder, values).map((expression) => values.chain(expression));
  for (const { root } of chains) if (values.source(root) !== builder) return must<Callback>(null);
  const hasPrimaryKey = chains.some(({ links }) =>
    links.some(({ name }, at) => name === "primary" && !/increments$/i.test(at > 0 ? (links[0]?.name ?? "") : "")),
  );
  const read: Callback = { columns: [], later: [], key: null, comment: null, checks: [], inherits: null };
  for (const { links } of chains) {
    const column = columnOf(links, hasPrimaryKey, values);
    if (column) {
      read.columns.push(column);
      if (!/increments$/i.test(links[0]?.name ?? "")) columnKeys(table, column, links, creates, read, values);
    } else tableMethod(table, links, creates, read, values);
  }
  return read;
}

function expressionsOf(
  node: ts.ArrowFunction | ts.FunctionExpression,
  builder: string,
  values: Values,
): ts.Expression[] {
  if (!ts.isBlock(node.body)) return [node.body];
  return node.body.statements.flatMap((statement): ts.Expression[] => {
    if (ts.isExpressionStatement(statement))
      return values.source(statement).startsWith(builder) || mentions(statement, builder, values)
        ? [statement.expression]
        : [];
    if (ts.isReturnStatement(statement) && statement.expression) return [statement.expression];
    return mentions(statement, builder, values) ? must<ts.Expression[]>(null) : [];
  });
}

function mentions(node: ts.Node, builder: string, values: Values): boolean {
  return new RegExp(`(?<![.\\w$])${builder.replaceAll("$", "\\$")}(?![\\w$])`).test(values.source(node));
}

/** What a column's chain asks of the table: `.primary()`, `.unique()`, `.index()`, `.references(…)`. */
function columnKeys(
  table: Table,
  column: Column,
  links: readonly Link[],
  creates: boolean,
  read: Callback,
  values: Values,
): void {
  const name = [own(textOf(column.name))];
  for (const [at, link] of links.entries()) {
    if (at === 0) continue;
    const args = link.args ?? [];
    const later = (statement: Statement): void =>
      void read.later.push(statementOf(link, values, column.at.start, statement));
    if (link.name === "unique") later(unique(table, name, args[0], values));
    else if (link.name === "index") later(index(table, name, args, values));
    else if (link.name === "primary") addPrimary(table, name, args[0], link, creates, read, values);
    else if (link.name === "references") {
      const key = foreignKey(table, name, null, links.slice(at), values);
      if (key) read.later.push(placed(column.at, key));
    }
  }
}

function addPrimary(
  table: Table,
  columns: readonly Statement[],
  given: ts.Expression | undefined,
  link: Link,
  creates: boolean,
  read: Callback,
  values: Values,
): void {
  const key = statementOf(link, values, values.at(link.nameNode).start, primary(table, columns, given, values));
  if (creates) read.key ??= key;
  else read.later.push(sql`alter table ${table.sql} add ${key}`);
}

function tableMethod(table: Table, links: readonly Link[], creates: boolean, read: Callback, values: Values): void {
  const link = must(links[0]);
  const last = links.at(-1) as Link;
  const args = must(link.args);
  const start = values.at(link.node).start;
  const later = (statement: Statement): void => void read.later.push(statementOf(last, values, start, statement));
  const columns = (): readonly Statement[] => columnsOf(args[0], values);
  const text = (at: number): Statement => must(values.text(args[at]));
  if (links.length > 1 && link.name !== "foreign") return must<undefined>(null);
  switch (link.name) {
    case "timestamps":
      return timestamps(link, read, values);
    case "comment":
      read.comment = text(0);
      return;
    case "inherits":
      read.inherits = text(0);
      return;
    case "primary":
      return addPrimary(table, columns(), args[1], link, creates, read, values);
    case "unique":
      return later(unique(table, columns(), args[1], values));
    case "index":
      return later(index(table, columns(), args.slice(1), values));
    case "foreign": {
      const key = foreignKey(table, columns(), args[1] ? text(1) : null, links.slice(1), values);
      return later(must(key));
    }
    case "check": {
      const bindings = must(values.plain(args[1])).value;
      if (Array.isArray(bindings) ? bindings.length > 0 : bindings) return must<undefined>(null);
      if (!creates) return later(sql`alter table ${table.sql} add constraint ${text(2)} check(${text(0)})`);
      read.checks.push(sql`${args[2] ? sql`constraint ${text(2)} ` : ""}check (${text(0)})`);
      return;
    }
    case "renameColumn":
      return later(sql`alter table ${table.sql} rename ${wrapped(text(0))} to ${wrapped(text(1))}`);
    case "setNullable":
    case "dropNullable":
      return later(
        sql`alter table ${table.sql} alter column ${wrapped(text(0))} ${link.name === "setNullable" ? "drop" : "set"} not null`,
      );
    case "dropColumn":
    case "dropColumns":
      return later(
        dropColumns(
          table,
          args.flatMap((each) => columnsOf(each, values)),
        ),
      );
    case "dropTimestamps":
      return later(
        dropColumns(
          table,
          (args[0] && must(values.plain(args[0])).value === true
            ? ["createdAt", "updatedAt"]
            : ["created_at", "updated_at"]
          ).map((name) => own(name)),
        ),
      );
    default:
      return later(must(dropped(table, link, values)));
  }
}

function dropColumns(table: Table, columns: readonly Statement[]): Statement {
  return sql`alter table ${table.sql} ${join(
    columns.map((column) => sql`drop column ${wrapped(column)}`),
    ", ",
  )}`;
}

/** `timestamps(useTimestamps, defaultToNow, useCamelCase)`, or the same in an object. */
function timestamps(link: Link, read: Callback, values: Values): void {
  const given = (link.args ?? []).map((argument) => must(values.plain(argument)).value);
  const options =
    typeof given[0] === "object" && given[0] !== null ? (given[0] as Readonly<Record<string, unknown>>) : null;
  const [now, camelCase] = options ? [options["defaultToNow"], options["useCamelCase"]] : given.slice(1);
  const at = values.at(link.node);
  for (const name of camelCase ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"])
    read.columns.push({
      name: own(name),
      type: own("timestamptz"),
      isEnum: false,
      enumType: null,
      nullable: now === true ? false : null,
      default: now === true ? own("CURRENT_TIMESTAMP") : null,
      comment: null,
      alter: null,
      at,
    });
}
