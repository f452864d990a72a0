import type { Query } from "../../../facts/code.ts";
import type { EmbeddedText } from "../../../facts/embedded.ts";
import type { Parser } from "../parser.ts";
import { split } from "../split.ts";
import type { Slice } from "../split.ts";
import { embeddedText, placeIn } from "../sql-text.ts";
import type { SqlText } from "../sql-text.ts";
import { StatementText } from "../statement-text.ts";
import { fillTemplates, fillVariables } from "../templates.ts";
import { tokenize } from "../tokens.ts";
import { postgresRelations } from "./postgres-relations.ts";
import { typedRelations } from "./typed-parser.ts";
import type { Relation } from "./typed-parser.ts";

/** A query in code: what kind it is and which relations it names, each at its place in the outer file. */
export function readQuery(embedded: EmbeddedText, parser: Parser): Query {
  const { file, text, holes, owner } = embedded;
  const source = embeddedText(file, text, embedded.map);
  const statements = split(text).filter((slice) => slice.kind === "statement");
  const relations = statements.flatMap((slice) =>
    readRelations(source, slice, parser).map(({ schema, name, range }) => ({ schema, name, start: slice.from + range.start, end: slice.from + range.end })),
  );
  // What stands on a placeholder is not known from the source.
  const known = relations.filter(({ start, end }) => !holes.some((hole) => hole.inner < end && start < hole.inner + hole.length));
  return {
    file,
    at: placeIn(source, statements[0]?.from ?? 0, statements.at(-1)?.to ?? text.length),
    anchor: `typescript:${file}#${owner ?? "sql"}`,
    text,
    kind: kindOf(text.slice(statements[0]?.from, statements[0]?.to)),
    relations: known.map(({ schema, name, start, end }) => ({ schema, name, at: placeIn(source, start, end) })),
    complete: holes.every((hole) => hole.role === "value"),
  };
}

/** The typed parser first, PostgreSQL's own for what it refuses; then again with the placeholders of drivers filled in. */
function readRelations(source: SqlText, slice: Slice, parser: Parser): Relation[] {
  const written = fillTemplates(source.text.slice(slice.from, slice.to), slice.holes, slice.from);
  for (const text of new Set([written, fillPlaceholders(written), fillVariables(written)])) {
    const typed = typedRelations(text);
    if (typed) return typed;
    const parsed = parser.parse(text);
    if ("node" in parsed) return postgresRelations(parsed.node, new StatementText(source, slice.from, text));
  }
  return [];
}

/** `?` is a value and `??` a name for Knex, Sequelize and others. */
function fillPlaceholders(text: string): string {
  let filled = "";
  let at = 0;
  const tokens = tokenize(text);
  tokens.forEach((token, index) => {
    if (token.value !== "?" || token.start < at) return;
    const next = tokens[index + 1];
    const double = next?.value === "?" && next.start === token.end;
    filled += text.slice(at, token.start) + (double ? "_a" : "0");
    at = double ? next.end : token.end;
  });
  return filled + text.slice(at);
}

function kindOf(statement: string): Query["kind"] {
  const tokens = tokenize(statement, 400);
  const first = tokens[0]?.value ?? "";
  if (first === "select" || first === "insert" || first === "update" || first === "delete") return first;
  if (first === "") return "unknown";
  return first === "with" ? afterWith(tokens) : "other";
}

/** The statement a WITH stands before: the first of its verbs outside parentheses. */
function afterWith(tokens: ReturnType<typeof tokenize>): Query["kind"] {
  let depth = 0;
  for (const { value } of tokens) {
    if (value === "(") depth++;
    else if (value === ")") depth--;
    else if (depth === 0 && (value === "select" || value === "insert" || value === "update" || value === "delete")) return value;
  }
  return "unknown";
}
