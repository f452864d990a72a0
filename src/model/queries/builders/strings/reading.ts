import type { ColumnName, Predicate, QuerySource } from "../../../../facts/queries.ts";
import type { TextPlace } from "../../../../findings/place.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { callOf } from "../../values.ts";
import type { Chains } from "../chains.ts";
import { type BlockDraft, type QueryDraft, use } from "../draft.ts";
import { columnNamed, type NamedTable, tableNamed, writtenText } from "./names.ts";

/** One query of a builder whose names are texts, while it is read. */
export interface Reading {
  readonly program: CallProgram;
  readonly chains: Chains;
  readonly draft: QueryDraft;
  readonly block: BlockDraft;
  /** How the client writes names: the identity, or snake case. */
  readonly rename: (name: string) => string;
  /** Names that stand for queries and not for tables. */
  readonly withs: ReadonlySet<string>;
  /** Names the select list gives to expressions; null among them where one is not known. */
  readonly aliases: Set<string | null>;
}

export function unknown({ draft }: Reading): void {
  draft.complete = false;
}

/** The arguments of a call as values of its file, lists taken apart. */
export function given(reading: Reading, call: Call, from = 0): readonly FileValue[] {
  if (call.record.spread) unknown(reading);
  return call.record.arguments.slice(from).flatMap((value): FileValue[] => {
    const known = reading.program.valueOf({ file: call.file, value });
    if (known.value.kind !== "array") return [{ file: call.file, value }];
    if (known.value.open) unknown(reading);
    return known.value.items.map((item) => ({ file: known.file, value: item }));
  });
}

/** Adds a table that a text names; what is no text is there without a name. */
export function source(reading: Reading, from: FileValue | null, join: QuerySource["join"], at: TextPlace): void {
  const text = from && writtenText(reading.program, from);
  const named: NamedTable | null = text === null ? null : tableNamed(text);
  const table = named && reading.withs.has(named.name) ? null : named;
  if (!table) unknown(reading);
  const name = table && reading.rename(table.name);
  reading.block.sources.push({
    kind: table ? "table" : "other",
    schema: table?.schema ?? null,
    name,
    alias: named?.alias ?? named?.name ?? null,
    block: -1,
    renamed: null,
    join,
    at,
  });
}

/** A column that a value names; null where it is not known. */
export function columnOf(reading: Reading, value: FileValue): Predicate["column"] {
  const text = writtenText(reading.program, value);
  const named = text === null ? null : columnNamed(text);
  return named?.is === "column" ? { ...named.column, name: reading.rename(named.column.name) } : null;
}

/** `total` of `raw("sum(x) as total")`; null where it is not so plain. */
function aliasIn({ program }: Reading, value: FileValue): string | null {
  const call = callOf(program, program.valueOf(value));
  const first = call && program.argument(call, 0);
  const text = first && writtenText(program, first);
  return (text && /\bas\s+"?(\w+)"?\s*$/i.exec(text)?.[1]) ?? null;
}

/** ORDER BY and GROUP BY name what the select list gives, before they name columns. */
export function dropAliases({ block, aliases }: Reading): void {
  if (aliases.size === 0) return;
  const isAlias = ({ qualifier, name }: ColumnName) => qualifier === null && (aliases.has(name) || aliases.has(null));
  block.columns = block.columns.filter((column) => !/^(?:order|group)$/.test(column.use) || !isAlias(column));
  block.order = block.order.map((key) => (key.column && isAlias(key.column) ? { ...key, column: null } : key));
}

/** What a select list or RETURNING gives. */
export function outputs(
  reading: Reading,
  values: readonly FileValue[],
  as: "read" | "return" | "group",
  at: TextPlace,
): void {
  const { block } = reading;
  for (const value of values) {
    const text = writtenText(reading.program, value);
    const named = text === null ? null : columnNamed(text);
    if (!named) {
      unknown(reading);
      reading.aliases.add(aliasIn(reading, value));
    }
    if (named?.is === "star") {
      block.stars.push({ qualifier: named.qualifier, at });
      block.outputs = null;
    } else {
      if (named) use(block, { ...named.column, name: reading.rename(named.column.name) }, as, at);
      if (block.outputs && as !== "group") block.outputs = [...block.outputs, named?.output ?? null];
    }
  }
}
