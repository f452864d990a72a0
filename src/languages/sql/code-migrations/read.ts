import type { EmbeddedText } from "../../../facts/embedded.ts";
import type { Migration, SqlStatement, UnreadStatement } from "../../../facts/sql.ts";
import { dialectOfText } from "../dialect.ts";
import type { Parser } from "../parser.ts";
import { embeddedText, placeIn } from "../sql-text.ts";
import { readStatements } from "../statements.ts";
import type { Part, ReadStatements } from "../statements.ts";
import type { StepPlan } from "../unit.ts";
import { bodies, isEmptyBody } from "./bodies.ts";
import { builderCalls } from "./builder-calls.ts";
import { switchesTransactionOff } from "./recognise.ts";

/** A migration in code: its SQL is what the code's own language found; `text` is the whole file. */
export function readCodeMigration(
  plan: StepPlan,
  text: string,
  embedded: readonly EmbeddedText[],
  parser: Parser,
): Migration {
  const { file } = plan;
  const found = bodies(text);
  const texts = embedded.filter((one) => one.role === "migration" && (one.dialect ?? "postgresql") === "postgresql");
  const calls = embedded.flatMap((one) => (one.call ? [one.call] : []));
  const unread: UnreadStatement[] = [];
  const section = (body: Part | null, belongs: (one: EmbeddedText) => boolean): SqlStatement[] => {
    const statements = body ? builderCalls(file, text, body, calls) : [];
    for (const one of texts.filter(belongs)) {
      const read = readEmbedded(one, body, parser);
      statements.push(...(one.conditional ? read.statements.map(conditional) : read.statements));
      unread.push(...read.unread);
    }
    return statements.sort((a, b) => a.at.start - b.at.start);
  };
  const up = section(found.up, (one) => one.section !== "down");
  const down = section(found.down, (one) => one.section === "down");
  const first = found.up ?? { start: 0, end: text.length };
  return {
    file,
    version: plan.version,
    up,
    down:
      found.down === null && down.length === 0
        ? null
        : {
            file,
            at: firstLine(file, text, found.down?.start ?? 0),
            statements: down.length > 0 ? down : unknownDown(file, text, found.down),
          },
    transaction: plan.transaction === "each" && !switchesTransactionOff.test(text),
    at: up[0]?.at ?? firstLine(file, text, first.start),
    unread,
  };
}

function conditional(statement: SqlStatement): SqlStatement {
  return statement.certainty === "certain" ? { ...statement, certainty: "conditional" } : statement;
}

/** A down that does something we cannot read is not an empty one. */
function unknownDown(file: string, text: string, body: Part | null): SqlStatement[] {
  if (!body || isEmptyBody(text, body)) return [];
  return [{ at: firstLine(file, text, body.start), verb: "code", changes: [], certainty: "dynamic" }];
}

/**
 * A statement with an unknown part where a name or more should be does something, but not to anything we can name. One
 * that does not parse for that reason is no fault of the user's.
 */
function readEmbedded(one: EmbeddedText, body: Part | null, parser: Parser): ReadStatements {
  const source = embeddedText(one.file, one.text, one.map);
  const read = readStatements(source, parser);
  // A migration for several databases, branching in a way the code's language does not follow.
  if (one.dialect === undefined && read.unread.length > 0 && (dialectOfText(one.text) ?? "postgresql") !== "postgresql")
    return { statements: [], unread: [] };
  const holes = one.holes
    .filter((hole) => hole.role !== "value")
    .map((hole) => placeIn(source, hole.inner, hole.inner + hole.length));
  if (holes.length === 0) return read;
  const touched = (at: SqlStatement["at"]): boolean =>
    holes.some((hole) => hole.start < at.end && at.start <= hole.end);
  const statements = read.statements.map((statement): SqlStatement =>
    touched(statement.at) ? { ...statement, changes: [], certainty: "dynamic" } : statement,
  );
  for (const { at } of read.unread) statements.push({ at, verb: "SQL", changes: [], certainty: "dynamic" });
  const whole =
    one.map.length > 0
      ? placeIn(source, 0, one.text.length)
      : { file: one.file, start: body?.start ?? 0, end: body?.start ?? 0 };
  if (statements.length === 0) statements.push({ at: whole, verb: "SQL", changes: [], certainty: "dynamic" });
  return { statements, unread: [] };
}

function firstLine(file: string, text: string, from: number): SqlStatement["at"] {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const lineBreak = text.slice(start).search(/[\r\n]/);
  return { file, start, end: lineBreak < 0 ? text.length : start + lineBreak };
}
