import { parse } from "pgsql-ast-parser";
import { expect, test } from "vitest";
import type { Query } from "../../../../src/facts/queries.ts";
import { queries } from "../../../oracles/queries/texts/corpus.ts";
import { readText } from "../../../oracles/queries/texts/read.ts";

/**
 * The tables and columns of each text, and where they stand, as a parser that shares nothing with PostgreSQL's sees them.
 * It refuses some of the texts, and it is asked about nothing else: what a block is it does not say.
 */
interface Node {
  readonly type?: string;
  readonly name?: unknown;
  readonly [key: string]: unknown;
}

const location = "_location";

interface Names {
  readonly tables: Set<string>;
  readonly columns: Set<string>;
}

/** A name with the offset it begins at. */
const named = (name: string, start: number | undefined) => `${name}@${start ?? -1}`;
const startOf = (node: Node) => (node[location] as { readonly start: number } | undefined)?.start;

function look(value: unknown, own: Set<string>, found: Names): void {
  if (Array.isArray(value)) for (const item of value) look(item, own, found);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  const node = value as Node;
  if (node.type === "with") for (const { alias } of node.bind as { alias: { name: string } }[]) own.add(alias.name);
  if (node.type === "with recursive") own.add((node.alias as { name: string }).name);
  const target = (node.type === "table" ? node.name : (node.into ?? node.table ?? node.from)) as Node | undefined;
  const writes = ["table", "insert", "update", "delete"].includes(node.type ?? "");
  if (writes && typeof target?.name === "string" && (target.schema !== undefined || !own.has(target.name)))
    found.tables.add(named(target.name, startOf(target)));
  // `count(*)` is a reference to it, here.
  if (node.type === "ref" && node.name !== "*") found.columns.add(named(String(node.name), startOf(node)));
  for (const [key, inner] of Object.entries(node)) if (key !== location) look(inner, own, found);
}

function secondOpinion(text: string): Names | null {
  try {
    const found: Names = { tables: new Set(), columns: new Set() };
    look(parse(text, { locationTracking: true }), new Set(), found);
    return found;
  } catch {
    return null;
  }
}

const tablesIn = (query: Query) =>
  query.blocks.flatMap(({ sources }) =>
    sources.filter(({ kind }) => kind === "table").map(({ name, at }) => named(name ?? "", at.start)),
  );
const columnsIn = (query: Query) =>
  query.blocks.flatMap(({ columns }) => columns.map(({ name, at }) => named(name, at.start)));

const accepted = queries.flatMap((text) => (secondOpinion(text) ? [text] : []));

test("most of the texts are accepted by both", () => {
  expect(accepted.length / queries.length).toBeGreaterThan(0.6);
});

/** What an ORDER BY or GROUP BY calls by the name of an output is no column of its own; that parser does not tell them apart. */
const outputsOf = (query: Query) => new Set(query.blocks.flatMap(({ outputs }) => outputs ?? []));

test.each(accepted)("%s", async (text) => {
  const query = await readText(text);
  const other = secondOpinion(text) as Names;
  expect(tablesIn(query).toSorted()).toEqual([...other.tables].toSorted());
  const ours = new Set(columnsIn(query));
  const outputs = outputsOf(query);
  const more = [...other.columns].filter((column) => !ours.has(column));
  expect(more.filter((column) => !outputs.has(column.split("@")[0] ?? ""))).toEqual([]);
});
