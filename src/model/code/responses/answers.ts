import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { isResponse } from "../input/response.ts";

/** A body that the server sends. */
export interface Answer {
  readonly call: Call;
  /** Null where it is not written, or not known. */
  readonly status: number | null;
  readonly body: FileValue;
}

const known = new WeakMap<CallProgram, readonly Answer[]>();

/** What handlers answer with: `res.status(400).json(…)`, `reply.code(400).send(…)`, `c.json(…, 400)`. */
export function answers(program: CallProgram): readonly Answer[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => answer(call, program) ?? [])));
  return found;
}

function answer(call: Call, program: CallProgram): Answer | null {
  const method = call.record.callee.path.at(-1);
  if (call.record.form !== "call" || (method !== "json" && method !== "send" && method !== "jsonp")) return null;
  const body = program.argument(call, 0);
  if (!body) return null;
  const origin = program.originOf(call);
  if (isResponse(origin, program)) return { call, status: chainedStatus(call, program), body };
  const isContext =
    (origin.kind === "parameter" &&
      origin.path.length === 1 &&
      /^(?:c|ctx)$/.test(origin.function.record.parameters[origin.index]?.name ?? "")) ||
    (origin.kind === "typed" && origin.type.kind === "package" && origin.type.package === "hono");
  return isContext && method === "json" ? { call, status: statusAt(program.argument(call, 1), program), body } : null;
}

/** `404` of `res.status(404).json(…)`. */
function chainedStatus({ file, record }: Call, program: CallProgram): number | null {
  let { root } = record.callee;
  for (let steps = 0; root.kind === "call" && steps < 6; steps++) {
    const before: Call | undefined = program.tables.get(file)?.calls[root.index];
    if (!before) return null;
    const method = before.record.callee.path.at(-1);
    if (method === "status" || method === "code") return statusAt(program.argument(before, 0), program);
    root = before.record.callee.root;
  }
  return null;
}

function statusAt(value: FileValue | null, program: CallProgram): number | null {
  const of = value && program.valueOf(value).value;
  return of?.kind === "literal" && typeof of.value === "number" ? of.value : null;
}
