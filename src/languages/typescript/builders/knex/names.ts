import type { ts } from "ts-morph";
import type { Part } from "../../sql/parts.ts";
import { join, own, quoted, sql, textOf } from "../parts.ts";
import { must } from "../told.ts";
import type { Values } from "../values.ts";

/** A name as Knex wraps it: quoted in pieces, at each dot. */
export function wrapped(name: readonly Part[]): readonly Part[] {
  const pieces = textOf(name).split(".");
  return pieces.length === 1
    ? quoted(name)
    : join(
        pieces.map((piece) => quoted(piece)),
        ".",
      );
}

export interface Table {
  /** As written, without the schema of `withSchema`. */
  readonly name: string;
  readonly schema: string | null;
  readonly sql: readonly Part[];
}

export function tableOf(name: readonly Part[], schema: string | null): Table {
  return {
    name: textOf(name),
    schema,
    sql: schema === null ? wrapped(name) : sql`${wrapped(own(schema))}.${wrapped(name)}`,
  };
}

/** One column, or a list of them. */
export function columnsOf(expression: ts.Expression | undefined, values: Values): readonly (readonly Part[])[] {
  const written = values.text(expression);
  return written ? [written] : must(values.list(expression)).map((item) => must(values.text(item)));
}

export function listed(columns: readonly (readonly Part[])[]): readonly Part[] {
  return join(
    columns.map((column) => wrapped(column)),
    ", ",
  );
}

/** `<table>_<columns>_unique`, in lower case: the name of what the user gave none. */
export function generated(
  kind: "index" | "unique" | "foreign",
  table: Table,
  columns: readonly (readonly Part[])[],
): readonly Part[] {
  return quoted(
    `${table.name.replace(/\.|-/g, "_")}_${columns.map((column) => textOf(column)).join("_")}_${kind}`.toLowerCase(),
  );
}
