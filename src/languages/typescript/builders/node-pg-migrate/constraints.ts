import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, placed, quoted, sql, textOf } from "../parts.ts";
import { optionsOf } from "../options.ts";
import { must } from "../told.ts";
import type { Values } from "../values.ts";
import { deferrable, references } from "./columns.ts";
import { commentOn, textsOf } from "./values.ts";
import type { Name } from "./values.ts";

export interface Constraints {
  readonly lines: readonly (readonly Part[])[];
  readonly comments: readonly (readonly Part[])[];
}

/**
 * The constraints of a table's options or of addConstraint, with the names the tool gives: `<table>_chck`,
 * `<table>_uniq_<columns>`, `<table>_pkey`, `<table>_fk_<columns>`, `<table>_excl`. `key` is a primary key that the
 * columns ask for; each line begins with `prefix`.
 */
export function constraintsOf(
  table: Name,
  given: ts.Expression | undefined,
  name: readonly Part[] | null,
  key: readonly (readonly Part[])[],
  values: Values,
  prefix = "",
): Constraints {
  const options = optionsOf(given, values);
  const called = textOf(table.name);
  const lines: (readonly Part[])[] = [];
  const comments: (readonly Part[])[] = [];
  const add = (
    at: ts.Node | null,
    generated: string,
    body: readonly Part[],
    own_: readonly Part[] | null = null,
  ): void => {
    const line = sql`${prefix}CONSTRAINT ${quoted(own_ ?? name ?? generated)} ${body}`;
    lines.push(at ? placed(values.at(at), line) : line);
  };

  const check = options.expression("check");
  if (check && values.text(check)) add(check, `${called}_chck`, sql`CHECK (${must(values.text(check))})`);
  else if (check)
    for (const [index, one] of must(values.list(check)).entries())
      add(one, `${called}_chck_${index + 1}`, sql`CHECK (${must(values.text(one))})`);

  const unique = options.expression("unique");
  for (const set of unique ? sets(unique, values) : []) {
    const columns = textsOf(set, values);
    add(set, `${called}_uniq_${columns.map((column) => textOf(column)).join("_")}`, sql`UNIQUE (${list(columns)})`);
  }

  const primaryKey = options.expression("primaryKey");
  const keyColumns = key.length > 0 ? key : primaryKey ? textsOf(primaryKey, values) : [];
  if (keyColumns.length > 0) add(primaryKey ?? null, `${called}_pkey`, sql`PRIMARY KEY (${list(keyColumns)})`);

  const foreign = options.expression("foreignKeys");
  for (const one of foreign ? (values.list(foreign) ?? [foreign]) : []) {
    const fields = must(values.fields(one));
    const columns = textsOf(fields.get("columns")?.value, values);
    const named = fields.get("referencesConstraintName");
    add(
      one,
      `${called}_fk_${columns.map((column) => textOf(column)).join("_")}`,
      sql`FOREIGN KEY (${list(columns)}) ${references(fields, values)}`,
      named ? must(values.text(named.value)) : null,
    );
  }

  const exclude = options.text("exclude");
  if (exclude) add(options.expression("exclude") ?? null, `${called}_excl`, sql`EXCLUDE ${exclude}`);

  const comment = options.expression("comment");
  if (comment) comments.push(commentOn(`CONSTRAINT "${textOf(must(name))}" ON`, table.sql, comment, values));
  const suffix = options.flag("deferrable") ? ` ${deferrable(options.flag("deferred"))}` : "";
  return { lines: suffix === "" ? lines : lines.map((line) => [...line, ...own(suffix)]), comments };
}

/** One set of columns, or a list of sets. */
function sets(unique: ts.Expression, values: Values): readonly ts.Expression[] {
  const items = values.list(unique);
  return items?.some((item) => values.list(item) !== null) ? items : [unique];
}

function list(columns: readonly (readonly Part[])[]): readonly Part[] {
  return join(
    columns.map((column) => quoted(column)),
    ", ",
  );
}
