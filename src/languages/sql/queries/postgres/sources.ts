import type { Alias, JoinExpr, Node, RangeFunction, RangeVar } from "libpg-query";
import type { QuerySource } from "../../../../facts/queries.ts";
import { strings } from "../../ast.ts";
import type { Range } from "../../statement-text.ts";
import { addColumn } from "./block.ts";
import type { Block } from "./block.ts";
import { useColumns } from "./columns.ts";
import { readCondition } from "./predicates.ts";
import { nameRange, span } from "./spans.ts";

type Join = QuerySource["join"];

/** What FROM and USING list, and what is joined to it. */
export function readSources(items: readonly Node[] | undefined, block: Block, join: Join = "from"): void {
  for (const item of items ?? []) readSource(item, block, join, new Set());
}

/** `used`: the words USING whose columns are already read. */
function readSource(item: Node, block: Block, join: Join, used: Set<number>): void {
  if ("RangeVar" in item) readTable(item.RangeVar, block, join);
  else if ("JoinExpr" in item) readJoin(item.JoinExpr, block, join, used);
  else if ("RangeSubselect" in item) {
    const { subquery, lateral, alias } = item.RangeSubselect;
    if (subquery) readDerived(subquery, lateral === true, alias, block, join);
  } else if ("RangeFunction" in item) readFunction(item.RangeFunction, block, join);
  else if ("RangeTableSample" in item) {
    const { relation, args } = item.RangeTableSample;
    if (relation) readSource(relation, block, join, used);
    useColumns(args, "read", block);
  } else readOther(item, block, join);
}

export function readTable(table: RangeVar, block: Block, join: Join): void {
  const { statement } = block;
  const at = nameRange(table.location, statement);
  const nameAt = { start: statement.tokens[statement.tokenAt(at.end) - 1]?.start ?? at.start, end: at.end };
  const name = block.isHole(nameAt) ? null : (table.relname ?? null);
  const entry = table.schemaname === undefined && name !== null ? block.names.get(name) : undefined;
  add(block, {
    kind: entry && join !== "target" ? "block" : block.isHole(at) ? "other" : "table",
    schema: block.isHole({ start: at.start, end: nameAt.start }) ? null : (table.schemaname ?? null),
    name,
    ...aliasOf(table.alias, name),
    block: entry && join !== "target" ? entry.block : -1,
    join,
    at: statement.place(at),
  });
}

function readDerived(query: Node, lateral: boolean, alias: Alias | undefined, block: Block, join: Join): void {
  if ("SelectStmt" in query && query.SelectStmt.valuesLists) {
    useColumns(query.SelectStmt.valuesLists, "read", block);
    const at = block.statement.place(span(query, block.statement));
    add(block, { kind: "other", schema: null, name: null, ...aliasOf(alias, null), block: -1, join, at });
    return;
  }
  // Its place among the sources is before those of what stands inside it.
  const index = block.inner(query, lateral ? "lateral" : "derived");
  const at = block.placeOf(index);
  add(block, { kind: "block", schema: null, name: null, ...aliasOf(alias, null), block: index, join, at });
}

function readFunction({ functions = [], alias, coldeflist = [] }: RangeFunction, block: Block, join: Join): void {
  useColumns(functions, "read", block);
  const first = functions[0] && "List" in functions[0] ? functions[0].List.items?.[0] : undefined;
  const name = first && "FuncCall" in first ? (strings(first.FuncCall.funcname).at(-1) ?? null) : null;
  const defined = coldeflist.flatMap((node) => ("ColumnDef" in node ? [node.ColumnDef.colname ?? ""] : []));
  const { alias: called, renamed } = aliasOf(alias, name);
  add(block, {
    kind: "other",
    schema: null,
    name,
    alias: called,
    block: -1,
    renamed: renamed ?? (defined.length > 0 ? defined : null),
    join,
    at: block.statement.place(span(functions, block.statement)),
  });
}

/** XMLTABLE, JSON_TABLE. */
function readOther(item: Node, block: Block, join: Join): void {
  useColumns(item, "read", block);
  const { alias } = (Object.values(item)[0] ?? {}) as { alias?: Alias };
  const at = block.statement.place(span(item, block.statement));
  add(block, { kind: "other", schema: null, name: null, ...aliasOf(alias, null), block: -1, join, at });
}

const joins: Readonly<Record<string, Join>> = { JOIN_LEFT: "left", JOIN_RIGHT: "right", JOIN_FULL: "full" };

function readJoin(join: JoinExpr, block: Block, outer: Join, used: Set<number>): void {
  const { larg, rarg, jointype = "", quals, usingClause, isNatural, alias } = join;
  if (larg) readSource(larg, block, outer, used);
  const first = block.draft.sources.length;
  const kind = joins[jointype] ?? (quals || usingClause || isNatural ? "inner" : "cross");
  if (rarg) readSource(rarg, block, kind, used);
  const right = block.draft.sources[first];
  if (isNatural && right) block.draft.sources[first] = { ...right, natural: true };
  if (usingClause) readUsing(strings(usingClause), block, rarg, used);
  if (quals) readCondition(quals, "join", block);
  // `(a JOIN b …) AS j`: what is qualified with `j` is a column of either.
  if (alias) {
    const at = block.statement.place(span(join, block.statement));
    add(block, { kind: "other", schema: null, name: null, ...aliasOf(alias, null), block: -1, join: outer, at });
  }
}

/** USING names a column of both sides; the tree does not say where. */
function readUsing(names: readonly string[], block: Block, right: Node | undefined, used: Set<number>): void {
  const { statement } = block;
  const { tokens } = statement;
  let at = right && "RangeVar" in right ? statement.tokenAt(statement.offset(right.RangeVar.location)) : 0;
  const isHere = () =>
    tokens[at]?.value === "using" && tokens[at + 1]?.value === "(" && tokens[at + 2]?.value === names[0];
  while (at < tokens.length && (!isHere() || used.has(at))) at++;
  used.add(at);
  for (const [index, name] of names.entries()) {
    const token = tokens[at + 2 + 2 * index];
    const range: Range = token ? { start: token.start, end: token.end } : statement.whole();
    if (block.isHole(range)) continue;
    addColumn(block, name, null, "join", range);
    const column = { qualifier: null, name };
    block.draft.predicates.push({
      column,
      expression: null,
      columns: [column],
      operator: "=",
      against: "column",
      other: column,
      must: "all",
      on: "join",
      at: statement.place(range),
    });
  }
}

function aliasOf(alias: Alias | undefined, name: string | null): Pick<QuerySource, "alias" | "renamed"> {
  const renamed = strings(alias?.colnames);
  return { alias: alias?.aliasname ?? name, renamed: renamed.length > 0 ? renamed : null };
}

function add(block: Block, source: QuerySource): void {
  block.draft.sources.push(source);
}
