import type { Column, Table } from "../schema.ts";
import { nameWords } from "./name-words.ts";

const names =
  /^(.*_)?(created|creation|inserted|insertion|registered|added|joined|occurred|happened|logged|recorded|issued|received|sent|uploaded|published|submitted|started|begun|enqueued|queued|scheduled|ordered|signed_up|timestamp)(_(at|on|date|time|timestamp|datetime|ts|utc|ms|dt|epoch))*$|^(date|time)_(created|added|registered|joined)$|^(crdate|ctime|cdate|created_dts)$/;

/**
 * The column that says since when a row exists: by its name, or a moment that is the present one by default, which is
 * the same under whatever name.
 */
export function creationTime(table: Table): Column | undefined {
  return table.columns.find((column) => names.test(nameWords(column.name).join("_")) || isNowByDefault(column));
}

function isNowByDefault({ type, default: value }: Column): boolean {
  return (
    /^(timestamp|date)/.test(type) &&
    value !== null &&
    /\b(now\s*\(|current_timestamp|localtimestamp|clock_timestamp|statement_timestamp|transaction_timestamp|current_date)/i.test(
      value.text,
    )
  );
}

/** A table whose key is made of references: pairs, or what belongs to one row of another table and came with it. */
export function isLinkTable(table: Table): boolean {
  const referring = new Set(table.foreignKeys.flatMap((key) => key.columns));
  const own = table.columns.filter((column) => !referring.has(column.name));
  const key = table.primaryKey?.columns ?? [];
  return (
    (key.length > 0 && key.every((name) => referring.has(name))) ||
    (table.foreignKeys.length >= 2 && own.every((column) => key.includes(column.name)))
  );
}

/** A list of allowed values, with little more than their names: migrations fill it. */
export function isLookupTable(table: Table): boolean {
  return table.columns.length <= 3 && table.foreignKeys.length === 0;
}
