import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { Catalogue } from "./catalogue.ts";
import { columnNamed } from "./column-lookup.ts";
import type { TableRecord, TypeRef } from "./records.ts";
import { tokens, type Token } from "./tokens.ts";

/**
 * The columns of a query that copies columns of one table: `SELECT * FROM t …`, `SELECT a, b AS c FROM t …`,
 * `TABLE t`. Null for any other: its columns cannot be told without PostgreSQL's type system.
 */
export function resultColumns(
  catalogue: Catalogue,
  query: string,
): readonly { readonly name: string; readonly type: TypeRef }[] | null {
  const all = tokens(query).filter((token) => token.text !== ";");
  const keyword = all[0]?.text.toLowerCase();
  if (keyword === "table") return everyColumn(tableAt(catalogue, all, 1)?.table);
  if (keyword !== "select") return null;
  const from = all.findIndex((token) => token.kind === "name" && token.text.toLowerCase() === "from");
  const source = from < 0 ? undefined : tableAt(catalogue, all, from + 1);
  if (source === undefined || !standsAlone(all.slice(source.next))) return null;
  const items = splitAtCommas(all.slice(1, from));
  if (items.length === 1 && items[0]?.length === 1 && items[0][0]?.text === "*") return everyColumn(source.table);
  const columns = items.map((item) => selected(source.table, item));
  return columns.every((column) => column !== null) ? columns : null;
}

function everyColumn(
  table: TableRecord | undefined,
): readonly { readonly name: string; readonly type: TypeRef }[] | null {
  return table?.columnsKnown ? table.columns.map(({ name, type }) => ({ name, type })) : null;
}

/** `column`, `t.column`, each with or without `AS name`. */
function selected(
  table: TableRecord,
  item: readonly Token[],
): { readonly name: string; readonly type: TypeRef } | null {
  const names = item.filter((token) => token.kind === "name" && token.text.toLowerCase() !== "as");
  if (item.some((token) => token.kind !== "name" && token.text !== ".")) return null;
  const path = item[1]?.text === "." ? item[2] : item[0];
  const column = path === undefined ? undefined : columnNamed(table, path.name);
  if (column === undefined || names.length > (item[1]?.text === "." ? 3 : 2)) return null;
  return { name: (names.at(-1) as Token).name, type: column.type };
}

function tableAt(
  catalogue: Catalogue,
  all: readonly Token[],
  at: number,
): { readonly table: TableRecord; readonly next: number } | undefined {
  const first = all[at];
  if (first?.kind !== "name") return undefined;
  const qualified = all[at + 1]?.text === "." && all[at + 2]?.kind === "name";
  const name: QualifiedName = qualified
    ? { schema: first.name, name: (all[at + 2] as Token).name }
    : { schema: null, name: first.name };
  const relation = catalogue.find(name);
  return relation?.kind === "table" ? { table: relation, next: at + (qualified ? 3 : 1) } : undefined;
}

/** Nothing after the table adds columns: no join, no second table, no set operation. */
function standsAlone(rest: readonly Token[]): boolean {
  const words = rest.filter((token) => token.kind === "name").map((token) => token.text.toLowerCase());
  return (
    rest[0]?.text !== "," &&
    !words.some((word) => ["join", "union", "except", "intersect", "cross", "natural"].includes(word))
  );
}

function splitAtCommas(all: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of all) {
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    if (depth === 0 && token.text === ",") items.push([]);
    else (items.at(-1) as Token[]).push(token);
  }
  return items;
}
