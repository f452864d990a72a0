import type { ValueFact } from "../../../facts/calls.ts";
import type { CodeFunction, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import type { RequestInputs } from "./request.ts";

/** A query parameter that a handler reads, and the call or name it is read for. */
interface QueryRead {
  readonly name: string;
  readonly at: { readonly file: string; readonly start: number; readonly end: number };
}

/**
 * The query parameters that a handler takes by name, in its own text: `req.query.page`, `const { page } = req.query`,
 * `c.req.query("page")`, `@Query("page") page`. Each once, where it stands first; what only a condition asks is not seen.
 */
export function queryReads(handler: CodeFunction, program: CallProgram, inputs: RequestInputs): readonly QueryRead[] {
  const table = program.tables.get(handler.file);
  if (!table) return [];
  const own = new Set(table.functions.filter((each) => standsIn(each, handler)).map(({ index }) => index));
  const found = new Map<string, QueryRead>();
  const take = (value: ValueFact, at: readonly [number, number]): void => {
    const given: FileValue = { file: handler.file, value };
    for (const part of value.kind === "choice" ? value.options : [value]) {
      const input = inputs.of({ ...given, value: part });
      const name = input?.part === "query" ? input.path[0] : undefined;
      if (name === undefined || name === "[]" || found.has(name)) continue;
      found.set(name, { name, at: { file: handler.file, start: at[0], end: at[1] } });
    }
  };
  for (const name of table.facts.names) if (own.has(name.function)) take(name.value, name.at);
  for (const call of table.calls) {
    if (!own.has(call.function.index) || call.record.form === "decorator") continue;
    const { callee } = call.record;
    for (const value of [...call.record.arguments, { kind: "call", call: call.index } as const])
      for (const part of parts(value)) take(part, value.kind === "ref" ? value.at : call.record.at);
    if (callee.path.length > 1)
      take(
        { kind: "ref", ref: { root: callee.root, path: callee.path.slice(0, -1) }, at: call.record.at },
        call.record.at,
      );
  }
  for (const [index, parameter] of handler.record.parameters.entries())
    if (parameter.decorators.length > 0 && parameter.name !== null) {
      const ref = { root: { kind: "parameter", function: handler.index, index, path: [] }, path: [] } as const;
      const decorator = table.facts.calls[parameter.decorators[0] as number];
      if (decorator) take({ kind: "ref", ref, at: decorator.at }, decorator.at);
    }
  return [...found.values()].toSorted((a, b) => a.at.start - b.at.start);
}

function standsIn(inner: CodeFunction, outer: CodeFunction): boolean {
  for (let at: CodeFunction | null = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** A value, and what an object, a list or a template is made of. */
function parts(value: ValueFact): readonly ValueFact[] {
  if (value.kind === "object") return value.members.flatMap((member) => parts(member.value));
  if (value.kind === "array") return value.items.flatMap(parts);
  if (value.kind === "template") return value.holes.flatMap(parts);
  return [value];
}
