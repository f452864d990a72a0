import { quoteIdentifier } from "../identifiers.ts";
import { quoteLiteral } from "../literal.ts";
import type { TableRecord } from "../records.ts";
import { nameOf } from "./names.ts";

/** The comments of a table and of its columns. */
export function commentStatements(table: TableRecord): readonly string[] {
  const name = nameOf(table);
  return [
    ...(table.comment === null ? [] : [`COMMENT ON TABLE ${name} IS ${quoteLiteral(table.comment)}`]),
    ...table.columns.flatMap((column) =>
      column.comment === null
        ? []
        : [`COMMENT ON COLUMN ${name}.${quoteIdentifier(column.name)} IS ${quoteLiteral(column.comment)}`],
    ),
  ];
}
