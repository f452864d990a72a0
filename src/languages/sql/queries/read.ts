import type { Node } from "libpg-query";
import type { EmbeddedText } from "../../../facts/embedded.ts";
import type { Query, QueryBlock } from "../../../facts/queries.ts";
import type { Parser } from "../parser.ts";
import { split } from "../split.ts";
import type { Slice } from "../split.ts";
import { embeddedText, placeIn } from "../sql-text.ts";
import type { SqlText } from "../sql-text.ts";
import { StatementText } from "../statement-text.ts";
import type { Range } from "../statement-text.ts";
import { tokenize } from "../tokens.ts";
import { mainVerb } from "../verb.ts";
import { dialectOfQuery } from "./dialect.ts";
import { readings } from "./parameters.ts";
import type { Filled } from "./parameters.ts";
import { readBlocks } from "./postgres/read-blocks.ts";
import { parseTyped } from "./typed/parser.ts";

/** A query in code, block by block, each part at its place in the outer file; null when it is for another database. */
export function readQuery(embedded: EmbeddedText, parser: Parser): Query | null {
  const { file, text, holes, owner, dialect } = embedded;
  if (dialect !== undefined && dialect !== "postgresql") return null;
  const source = embeddedText(file, text, embedded.map);
  const statements = split(text).filter((slice) => slice.kind === "statement");
  const blocks: QueryBlock[] = [];
  let unread: string | null = null;
  let complete = holes.every((hole) => hole.role === "value");
  for (const slice of statements) {
    let read = readStatement(source, slice, holes, parser);
    if ("message" in read) {
      if (dialectOfQuery(text, file) !== null) return null;
      read = readTyped(source, slice, holes) ?? read;
    }
    if ("message" in read) {
      unread ??= read.message;
    } else {
      const before = blocks.length;
      for (const block of read.blocks) blocks.push(before === 0 ? block : later(block, before));
      complete &&= read.complete;
    }
  }
  const [first] = blocks;
  return {
    file,
    at: placeIn(source, statements[0]?.from ?? 0, statements.at(-1)?.to ?? text.length),
    anchor: `typescript:${file}#${owner ?? "sql"}`,
    text,
    source: "text",
    kind: first?.kind ?? kindOf(text.slice(statements[0]?.from, statements[0]?.to)),
    blocks,
    unread,
    complete: complete && unread === null,
  };
}

/** A block of a text's second or later statement. */
function later(block: QueryBlock, before: number): QueryBlock {
  return {
    ...block,
    parent: block.parent < 0 ? block.parent : block.parent + before,
    sources: block.sources.map((one) => (one.block < 0 ? one : { ...one, block: one.block + before })),
  };
}

type Read = { readonly blocks: readonly QueryBlock[]; readonly complete: boolean } | { readonly message: string };

/** What one form of a statement is read from: `before` is put before what is written. */
interface Form {
  readonly before: string;
  readonly filled: Filled;
}

/**
 * As it is written; then with the parameters of drivers filled in; and last as what stands behind a SELECT, for query
 * builders take such parts (`(SELECT …) AS total`): the rest of that query is not known. What begins with a verb is no
 * such part, though `SELECT DELETE FROM a` can be read.
 */
function* formsOf(written: string): Generator<Form> {
  const befores = verbs.test(written) ? [""] : ["", selecting];
  for (const before of befores) for (const filled of readings(written)) yield { before, filled };
}

const verbs = /^\s*(?:select|with|values|insert|update|delete|merge)\b/i;

function readStatement(source: SqlText, slice: Slice, holes: EmbeddedText["holes"], parser: Parser): Read {
  let failed: Read | null = null;
  for (const { before, filled } of formsOf(source.text.slice(slice.from, slice.to))) {
    const parsed = parser.parse(before + filled.text);
    if ("node" in parsed) return readTree(parsed.node, { before, filled }, source, slice, holes);
    failed ??= { message: parsed.message };
  }
  return failed ?? { message: "no statement" };
}

/** What PostgreSQL's grammar refuses as it is written and filled, by the second reader; null where that refuses it too. */
function readTyped(source: SqlText, slice: Slice, holes: EmbeddedText["holes"]): Read | null {
  for (const filled of readings(source.text.slice(slice.from, slice.to))) {
    const parsed = parseTyped(new StatementText(source, slice.from, filled.text));
    if (parsed) return readTree(parsed.node, { before: "", filled }, source, slice, holes);
  }
  return null;
}

function readTree(
  tree: Node | null,
  { before, filled }: Form,
  source: SqlText,
  slice: Slice,
  holes: EmbeddedText["holes"],
): Read {
  const unknown = holes.map(({ inner, length }) => ({ start: inner - slice.from, end: inner - slice.from + length }));
  const statement = new StatementText(source, slice.from - before.length, before + filled.text);
  const parts: Range[] = [...unknown, ...filled.values, ...filled.names].map(({ start, end }) => ({
    start: start + before.length,
    end: end + before.length,
  }));
  const [main, ...inner] = tree ? readBlocks(tree, statement, parts) : [];
  const at = placeIn(source, slice.from, slice.to);
  return { blocks: main ? [{ ...main, at }, ...inner] : [], complete: before === "" && filled.names.length === 0 };
}

const selecting = "SELECT ";

function kindOf(statement: string): Query["kind"] {
  const main = mainVerb(tokenize(statement, 400));
  if (main === "select" || main === "insert" || main === "update" || main === "delete" || main === "merge") return main;
  return main === "" ? "unknown" : "other";
}
