import { loadParser } from "../../../src/languages/sql/parser.ts";
import { readQuery } from "../../../src/languages/sql/queries/read.ts";
import type { Query, QueryBlock } from "../../../src/facts/queries.ts";

const parser = await loadParser();

/** The SQL a library makes, read as a text of SQL is. */
export function readSql(text: string): Query {
  const map = [{ inner: 0, outer: 0, length: text.length }];
  const query = readQuery(
    { language: "sql", role: "query", file: "a.ts", text, map, holes: [], owner: null } as unknown as Parameters<
      typeof readQuery
    >[0],
    parser,
  );
  if (!query) throw new Error(`not read: ${text}`);
  return query;
}

/**
 * What the reading of calls and that of the SQL made of them must agree on. The row that was turned away (`excluded`) is no
 * table, and the order in which columns are written is the library's affair.
 */
export function shapeOf({ kind, blocks }: Query) {
  return { kind, blocks: blocks.map((block) => blockShape(block, blocks)) };
}

function blockShape(block: QueryBlock, blocks: readonly QueryBlock[]) {
  const qualifier = qualifierIn(block, blocks);
  const name = (column: { readonly qualifier: string | null; readonly name: string } | null) =>
    column && `${qualifier(column.qualifier)}.${column.name}`;
  return {
    kind: block.kind,
    role: block.role,
    sources: block.sources.map(
      ({ kind, schema, name: table, join }) => `${join} ${kind} ${schema ?? ""}.${table ?? ""}`,
    ),
    columns: [
      ...new Set(
        block.columns.filter(({ qualifier: of }) => of !== "excluded").map((column) => `${column.use} ${name(column)}`),
      ),
    ].toSorted(),
    predicates: block.predicates
      .map(({ column, expression, operator, against, other, must, on }) =>
        [on, must, name(column) ?? expression, operator, against === "column" ? name(other) : against].join(" "),
      )
      .toSorted(),
    filtered: block.filtered,
    single: block.single,
    grouped: block.grouped,
    order: block.order.map(({ column, descending }) => `${name(column)}${descending ? " desc" : ""}`),
    limited: block.limit !== null,
    skips: block.offset !== null,
    written: block.written?.map(({ name: column }) => column).toSorted() ?? null,
    conflict: block.conflict,
  };
}

/** A column without a qualifier is of the one table there is; one with its name is of the one with that alias. */
function qualifierIn(block: QueryBlock, blocks: readonly QueryBlock[]): (given: string | null) => string {
  const [only] = block.sources;
  return (given) => {
    if (given !== null) return given;
    const own = only?.alias ?? only?.name;
    return own ?? blocks[block.parent]?.sources[0]?.alias ?? "";
  };
}
