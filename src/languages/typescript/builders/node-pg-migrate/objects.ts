import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql, textOf } from "../parts.ts";
import { optionsOf } from "../options.ts";
import type { Options } from "../options.ts";
import { must } from "../told.ts";
import type { Plain, Values } from "../values.ts";
import { keyText, sequenceClauses } from "./columns.ts";
import type { Methods } from "./methods.ts";
import { typed } from "./types.ts";
import { dollarQuoted, escaped, nameOf, named, textsOf } from "./values.ts";
import type { Name } from "./values.ts";

/** The methods for indexes, types, sequences, views, schemas and extensions. */
export const objectMethods: Methods = {
  createIndex([tableName, columns, given], { values }) {
    const table = nameOf(tableName, values);
    const options = optionsOf(given, values);
    const keys = indexColumns(columns, values);
    const [method, where, include] = [options.text("method"), options.text("where"), options.expression("include")];
    const head = `CREATE${options.flag("unique") ? " UNIQUE" : ""} INDEX${options.flag("concurrently") ? " CONCURRENTLY" : ""}${options.flag("ifNotExists") ? " IF NOT EXISTS" : ""}`;
    const included = include
      ? sql` INCLUDE (${join(
          textsOf(include, values).map((column) => quoted(column)),
          ", ",
        )})`
      : "";
    // The index stands in its table's schema, and the tool names that schema nowhere else.
    const name = indexName(table, keys, options, options.flag("unique")).name;
    return [
      sql`${head} ${quoted(name)} ON ${table.sql}${method ? sql` USING ${method}` : ""} (${join(
        keys.map((key) => key.sql),
        ", ",
      )})${included}${where ? sql` WHERE ${where}` : ""}`,
    ];
  },
  dropIndex([tableName, columns, given], { values }) {
    const options = optionsOf(given, values);
    const keys = options.has("name") ? [] : indexColumns(columns, values);
    const name = indexName(nameOf(tableName, values), keys, options, options.flag("unique"));
    const head = `DROP INDEX${options.flag("concurrently") ? " CONCURRENTLY" : ""}${guard(options)}`;
    return [sql`${head} ${name.sql}${cascade(options)}`];
  },
  createType([name, given], { values, shorthands }) {
    const type = nameOf(name, values);
    const labels = values.list(given);
    if (labels)
      return [
        sql`CREATE TYPE ${type.sql} AS ENUM (${join(
          labels.map((label) => escaped(label, values)),
          ", ",
        )})`,
      ];
    const attributes = optionsOf(given, values).entries.map(
      ([attribute, field]) =>
        sql`${quoted(keyText(attribute, field, values))} ${typed(field.value, shorthands, values).type}`,
    );
    return [sql`CREATE TYPE ${type.sql} AS (${join(attributes, ", ")})`];
  },
  dropType: dropped("TYPE"),
  renameType: ([name, to], { values }) => [
    sql`ALTER TYPE ${nameOf(name, values).sql} RENAME TO ${nameOf(to, values).sql}`,
  ],
  addTypeValue([name, value, given], { values }) {
    const options = optionsOf(given, values);
    const [before, after] = [options.text("before"), options.text("after")];
    const place = before ? sql` BEFORE ${dollarQuoted(before)}` : after ? sql` AFTER ${dollarQuoted(after)}` : "";
    return [
      sql`ALTER TYPE ${nameOf(name, values).sql} ADD VALUE${options.flag("ifNotExists") ? " IF NOT EXISTS" : ""} ${escaped(must(value), values)}${place}`,
    ];
  },
  renameTypeValue: ([name, value, to], { values }) => [
    sql`ALTER TYPE ${nameOf(name, values).sql} RENAME VALUE ${escaped(must(value), values)} TO ${escaped(must(to), values)}`,
  ],
  createSequence([name, given], { values }) {
    const options = optionsOf(given, values);
    const clauses = sequenceClauses(
      Object.fromEntries(options.entries.map(([option]) => [option, options.plain(option)])) as Readonly<
        Record<string, Plain>
      >,
    );
    const kind = `CREATE${options.flag("temporary") ? " TEMPORARY" : ""} SEQUENCE${options.flag("ifNotExists") ? " IF NOT EXISTS" : ""}`;
    return [sql`${kind} ${nameOf(name, values).sql} ${clauses.join(" ")}`];
  },
  dropSequence: dropped("SEQUENCE"),
  createView([name, given, definition], { values }) {
    const options = optionsOf(given, values);
    if (options.has("options") || options.has("checkOption")) return must<never>(null);
    const columns = options.has("columns")
      ? sql`(${join(
          textsOf(options.expression("columns"), values).map((column) => quoted(column)),
          ", ",
        )})`
      : "";
    const kind = `CREATE${options.flag("replace") ? " OR REPLACE" : ""}${options.flag("temporary") ? " TEMPORARY" : ""}${options.flag("recursive") ? " RECURSIVE" : ""} VIEW`;
    return [sql`${kind} ${nameOf(name, values).sql}${columns} AS ${must(values.text(definition))}`];
  },
  dropView: dropped("VIEW"),
  createMaterializedView([name, given, definition], { values }) {
    const options = optionsOf(given, values);
    if (["columns", "storageParameters", "tablespace", "data"].some((option) => options.has(option)))
      return must<never>(null);
    return [
      sql`CREATE MATERIALIZED VIEW${options.flag("ifNotExists") ? " IF NOT EXISTS" : ""} ${nameOf(name, values).sql} AS ${must(values.text(definition))}`,
    ];
  },
  dropMaterializedView: dropped("MATERIALIZED VIEW"),
  refreshMaterializedView([name, given], { values }) {
    const options = optionsOf(given, values);
    if (options.has("data")) return must<never>(null);
    return [
      sql`REFRESH MATERIALIZED VIEW${options.flag("concurrently") ? " CONCURRENTLY" : ""} ${nameOf(name, values).sql}`,
    ];
  },
  createSchema([name, given], { values }) {
    const options = optionsOf(given, values);
    const owner = options.text("authorization");
    return [
      sql`CREATE SCHEMA${options.flag("ifNotExists") ? " IF NOT EXISTS" : ""} ${nameOf(name, values).sql}${owner ? sql` AUTHORIZATION ${owner}` : ""}`,
    ];
  },
  dropSchema: dropped("SCHEMA"),
  renameSchema: ([name, to], { values }) => [
    sql`ALTER SCHEMA ${nameOf(name, values).sql} RENAME TO ${nameOf(to, values).sql}`,
  ],
  createExtension([names, given], { values }) {
    const options = optionsOf(given, values);
    const schema = options.text("schema");
    return textsOf(names, values).map(
      (name) =>
        sql`CREATE EXTENSION${options.flag("ifNotExists") ? " IF NOT EXISTS" : ""} ${quoted(name)}${schema ? sql` SCHEMA ${quoted(schema)}` : ""}`,
    );
  },
  dropExtension([names, given], { values }) {
    const options = optionsOf(given, values);
    return textsOf(names, values).map(
      (name) => sql`DROP EXTENSION${guard(options)} ${quoted(name)}${cascade(options)}`,
    );
  },
};

function dropped(kind: string): Methods[string] {
  return ([name, given], { values }) => {
    const options = optionsOf(given, values);
    return [sql`DROP ${kind}${guard(options)} ${nameOf(name, values).sql}${cascade(options)}`];
  };
}

function guard(options: Options): string {
  return options.flag("ifExists") ? " IF EXISTS" : "";
}

function cascade(options: Options): string {
  return options.flag("cascade") ? " CASCADE" : "";
}

interface IndexColumn {
  readonly name: string;
  readonly sql: readonly Part[];
}

/** A string with a space, a dot or parentheses is an expression, and printed as it is. */
function indexColumns(expression: ts.Expression | undefined, values: Values): readonly IndexColumn[] {
  const listed =
    values.text(expression) || (expression && values.fields(expression))
      ? [must(expression)]
      : must(values.list(expression));
  return listed.map((item) => {
    const written = values.text(item);
    const options = written ? null : optionsOf(item, values);
    const name = written ?? must(options?.text("name"));
    const printed = /[ ().]/.test(textOf(name)) ? name : quoted(name);
    const opclass = options?.expression("opclass");
    const sort = options?.text("sort");
    const pieces = [printed, ...(opclass ? [nameOf(opclass, values).sql] : []), ...(sort ? [sort] : [])];
    return { name: textOf(name), sql: join(pieces, " ") };
  });
}

/** `<table>_<columns>_index`, with `_unique` when it is. */
function indexName(table: Name, keys: readonly IndexColumn[], options: Options, unique: boolean): Name {
  const given = options.text("name");
  const name =
    given ?? own(`${textOf(table.name)}_${keys.map((key) => key.name).join("_")}${unique ? "_unique" : ""}_index`);
  return named(name, table.schema && own(textOf(table.schema)));
}
