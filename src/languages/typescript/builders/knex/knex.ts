import { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import type { Builder, Lowered } from "../builder.ts";
import { own, placed, sql } from "../parts.ts";
import { ifTold, must } from "../told.ts";
import type { Link, Values } from "../values.ts";
import { tableOf, wrapped } from "./names.ts";
import { alterTable, createTable } from "./table.ts";

const schemaMethod =
  /^(?:(?:create|drop)(?:Table|Schema|Extension|View|MaterializedView)(?:IfNotExists|IfExists|OrReplace|Like)?|alterTable|table|rename(?:Table|View)|alterView|refreshMaterializedView)$/;

/** Knex's schema builder, as version 3 prints it. */
export const knex: Builder = {
  uses: (text) => /\bknex\b/i.test(text) && !/\bfrom\s+["']kysely["']/.test(text),
  lower(call, values): readonly Lowered[] | null {
    if (!ts.isPropertyAccessExpression(call.expression) || !schemaMethod.test(call.expression.name.text)) return null;
    const { links } = values.chain(call);
    const from = links.findIndex(({ name, args }) => name === "schema" && args === null);
    const link = links.at(-1) as Link;
    if (from < 0 || from === links.length - 1) return null;
    const before = links.slice(from + 1, -1);
    const isFirst = before.every(({ name }) => name === "withSchema");
    // A later call of a chain begins where its name stands: the ones before it are statements of their own.
    const at = { start: isFirst ? values.at(call).start : values.at(link.nameNode).start, end: values.at(call).end };
    const statements = ifTold(() => {
      const schema = before.findLast(({ name }) => name === "withSchema");
      return lowered(link, schema ? must(values.string(schema.args?.[0])) : null, at, values);
    });
    return [{ statements, method: link.nameNode, at: call, unseen: before.length > 0 }];
  },
};

function lowered(
  { name: method, args }: Link,
  schema: string | null,
  at: { readonly start: number; readonly end: number },
  values: Values,
): readonly (readonly Part[])[] {
  const [first, second] = args ?? [];
  const name = must(values.text(first));
  const table = tableOf(name, schema);
  const guard = method.endsWith("IfNotExists") ? "if not exists " : method.endsWith("IfExists") ? "if exists " : "";
  const one = (statement: readonly Part[]): readonly (readonly Part[])[] => [placed(at, statement)];
  switch (method.replace(/If(?:Not)?Exists$/, "")) {
    case "createTable":
      return createTable(table, second, guard, at, values);
    case "alterTable":
    case "table":
      return alterTable(table, second, values);
    case "dropTable":
      return one(sql`drop table ${guard}${table.sql}`);
    case "renameTable":
      return one(sql`alter table ${table.sql} rename to ${wrapped(must(values.text(second)))}`);
    case "createSchema":
      return one(sql`create schema ${guard}${wrapped(name)}`);
    case "dropSchema":
      return one(sql`drop schema ${guard}${wrapped(name)}${must(values.plain(second)).value ? " cascade" : ""}`);
    case "createExtension":
    case "dropExtension":
      return one(sql`${method.startsWith("create") ? "create" : "drop"} extension ${guard}${wrapped(name)}`);
    case "dropView":
      return one(sql`drop view ${guard}${table.sql}`);
    case "dropMaterializedView":
      return one(sql`drop materialized view ${guard}${table.sql}`);
    case "refreshMaterializedView":
      return one(
        sql`refresh materialized view${must(values.plain(second)).value ? " concurrently" : ""} ${own(wrapped(name))}`,
      );
    default:
      return must<readonly (readonly Part[])[]>(null);
  }
}
