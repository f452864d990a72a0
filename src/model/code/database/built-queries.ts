import type { Route } from "../../../facts/code.ts";
import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { type Input, requestInputs } from "../input/request.ts";
import { isChecked } from "../input/checks.ts";

/** A text of SQL that a request has a part in. */
export interface BuiltQuery {
  readonly call: Call;
  readonly input: Input;
}

/** Methods that take SQL as text, of drivers and query builders. */
const TAKES_SQL =
  /^(?:query|execute|raw|unsafe|any|one|none|many|manyOrNone|oneOrNone|prepare|exec|all|run|get|each|literal|\$queryRawUnsafe|\$executeRawUnsafe|whereRaw|andWhereRaw|orWhereRaw|havingRaw|orderByRaw|groupByRaw|joinRaw|fromRaw)$/;
/** Of these the argument is SQL, whatever it looks like. */
const ALWAYS_SQL = /^(?:\$queryRawUnsafe|\$executeRawUnsafe|\w+Raw)$/;
const LOOKS_LIKE_SQL =
  /^\s*(?:--.*\n\s*)*(?:\(?\s*select\b[\s\S]*\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|with\s+\w+\s+as\b|(?:alter|create|drop)\s+(?:table|user|role|database|schema|index)\b|truncate\b|explain\b|call\s+\w+)/i;

/** Queries whose text holds what a request brings. Values that are bound, tagged templates and checked names are no part of it. */
export function builtQueries(program: CallProgram, routes: readonly Route[]): readonly BuiltQuery[] {
  const inputs = requestInputs(program, routes);
  return [...program.calls()].flatMap((call) => {
    const method = call.record.callee.path.at(-1);
    if (call.record.form !== "call" || method === undefined || !TAKES_SQL.test(method)) return [];
    const given = program.argument(call, 0);
    const text = given && sqlText(given, program);
    if (!text) return [];
    const written = literalsOf(text, program, 0);
    if (!ALWAYS_SQL.test(method) && !LOOKS_LIKE_SQL.test(written)) return [];
    const input = inputs.within(text);
    return input && !isChecked(input, call.function, program, inputs) ? [{ call, input }] : [];
  });
}

/** The text itself, or `{ text }` and `{ sql }` around it. */
function sqlText(given: FileValue, program: CallProgram): FileValue | null {
  const value = program.valueOf(given);
  if (value.value.kind !== "object") return value;
  for (const key of ["text", "sql"]) {
    const member = program.memberOf(value, [key]);
    if (member.is === "value") return member.value;
  }
  return null;
}

/** What is written of a text, with `?` for the rest. */
function literalsOf(given: FileValue, program: CallProgram, depth: number): string {
  const { file, value } = program.valueOf(given);
  if (depth > 6) return "?";
  if (value.kind === "literal") return String(value.value);
  if (value.kind === "template") return value.parts.join("?");
  if (value.kind === "binary" && value.operator === "+")
    return [value.left, value.right].map((side) => literalsOf({ file, value: side }, program, depth + 1)).join("");
  return "?";
}
