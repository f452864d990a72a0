import type { Query } from "../../../facts/queries.ts";
import type { EmbeddedText } from "../../../facts/embedded.ts";
import type { Parser } from "../parser.ts";
import { split } from "../split.ts";
import type { Slice } from "../split.ts";
import { embeddedText, placeIn } from "../sql-text.ts";
import type { SqlText } from "../sql-text.ts";
import { StatementText } from "../statement-text.ts";
import { fillPlaceholders } from "../placeholders.ts";
import { fillTemplates, fillVariables } from "../templates.ts";
import { tokenize } from "../tokens.ts";
import { mainVerb } from "../verb.ts";
import { postgresRelations } from "./postgres-relations.ts";
import { typedRelations } from "./typed-parser.ts";
import type { Relation } from "./typed-parser.ts";

/** A query in code: what kind it is and which relations it names, each at its place in the outer file. */
export function readQuery(embedded: EmbeddedText, parser: Parser): Query {
  const { file, text, holes, owner } = embedded;
  const source = embeddedText(file, text, embedded.map);
  const statements = split(text).filter((slice) => slice.kind === "statement");
  const relations = statements.flatMap((slice) =>
    readRelations(source, slice, parser).map(({ schema, name, range }) => ({
      schema,
      name,
      start: slice.from + range.start,
      end: slice.from + range.end,
    })),
  );
  // What stands on a placeholder is not known from the source.
  const known = relations.filter(
    ({ start, end }) => !holes.some((hole) => hole.inner < end && start < hole.inner + hole.length),
  );
  const kind = kindOf(text.slice(statements[0]?.from, statements[0]?.to));
  return {
    file,
    at: placeIn(source, statements[0]?.from ?? 0, statements.at(-1)?.to ?? text.length),
    anchor: `typescript:${file}#${owner ?? "sql"}`,
    text,
    source: "text",
    kind,
    blocks:
      kind === "other" || kind === "unknown"
        ? []
        : [
            {
              kind,
              parent: -1,
              role: "main",
              sources: known.map(({ schema, name, start, end }) => ({
                kind: "table",
                schema,
                name,
                alias: name,
                block: -1,
                renamed: null,
                join: "from",
                at: placeIn(source, start, end),
              })),
              columns: [],
              predicates: [],
              filtered: false,
              stars: [],
              outputs: null,
              single: false,
              grouped: false,
              order: [],
              limit: null,
              offset: null,
              written: null,
              conflict: null,
              at: placeIn(source, statements[0]?.from ?? 0, statements.at(-1)?.to ?? text.length),
            },
          ],
    unread: null,
    complete: holes.every((hole) => hole.role === "value"),
  };
}

/**
 * The typed parser first, PostgreSQL's own for what it refuses; then again with the placeholders of drivers filled in, and
 * last as what stands behind a SELECT: query builders take such parts (`(SELECT …) AS total`).
 */
function readRelations(source: SqlText, slice: Slice, parser: Parser): Relation[] {
  const written = fillTemplates(source.text.slice(slice.from, slice.to), slice.holes, slice.from);
  const ready = [
    ...new Set([written, fillPlaceholders(written), fillVariables(written), fillVariables(fillPlaceholders(written))]),
  ];
  for (const text of ready) {
    const found = relationsOf(source, slice.from, text, parser);
    if (found) return found;
  }
  for (const text of ready) {
    const found = relationsOf(source, slice.from - selecting.length, selecting + text, parser);
    if (found)
      return found.map((relation) => ({
        ...relation,
        range: { start: relation.range.start - selecting.length, end: relation.range.end - selecting.length },
      }));
  }
  return [];
}

const selecting = "SELECT ";

function relationsOf(source: SqlText, from: number, text: string, parser: Parser): Relation[] | null {
  const typed = typedRelations(text);
  if (typed) return typed;
  const parsed = parser.parse(text);
  return "node" in parsed ? postgresRelations(parsed.node, new StatementText(source, from, text)) : null;
}

function kindOf(statement: string): Query["kind"] {
  const main = mainVerb(tokenize(statement, 400));
  if (main === "select" || main === "insert" || main === "update" || main === "delete" || main === "merge") return main;
  return main === "" ? "unknown" : "other";
}
