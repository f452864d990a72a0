import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { isResponse } from "../input/response.ts";
import { errorStatus, statusValue } from "./thrown.ts";

/** A status that a handler answers with, and the call that says so. */
interface StatusAnswer {
  readonly status: number;
  readonly call: Call;
  /** Thrown, here or in what the handler calls, and met by nothing on the way. */
  readonly thrown: boolean;
}

/** How many calls deep an error may be thrown: what is farther is caught more often than not. */
const DEPTH = 3;

/**
 * The statuses that a handler answers with as far as they are written: `res.status(404)`, `reply.code(404)`,
 * `c.json(body, 404)`, `ctx.throw(404)`, and errors with a status of their own that leave it. In the order of the source.
 */
export function statusesOf(handler: CodeFunction, program: CallProgram): readonly StatusAnswer[] {
  const answers: StatusAnswer[] = [];
  const seen = new Set<CodeFunction>();
  const errors = (of: CodeFunction, depth: number): void => {
    if (seen.has(of)) return;
    seen.add(of);
    for (const call of of.calls) {
      if (call.record.caught || call.record.form === "decorator") continue;
      const status = leaves(call, program) ? errorStatus(call, program) : null;
      // A thrown 5xx says that something is broken, and that may be said of every operation.
      if (status !== null && status < 500) answers.push({ status, call, thrown: true });
      const target = depth < DEPTH ? program.targetOf(call) : null;
      if (target && target.record.kind !== "constructor") errors(target, depth + 1);
    }
  };
  errors(handler, 0);
  for (const inner of within(handler, program)) {
    for (const call of inner.calls) {
      const status = answered(call, program);
      if (status !== null) answers.push({ status, call, thrown: false });
    }
  }
  return answers;
}

/** A function and the functions that stand in it. */
function within(handler: CodeFunction, program: CallProgram): readonly CodeFunction[] {
  const functions = program.tables.get(handler.file)?.functions ?? [];
  return functions.filter((each) => {
    for (let at: CodeFunction | null = each; at; at = at.parent) if (at === handler) return true;
    return false;
  });
}

/** `throw new NotFoundException()`, `next(createError(404))`; not what is made and kept. */
function leaves(call: Call, program: CallProgram): boolean {
  const { use } = call.record;
  if (use === "other") return true;
  if (use !== "argument") return false;
  return call.function.calls.some(
    (outer) =>
      program.tables
        .get(call.file)
        ?.facts.calls[outer.index]?.arguments.some((each) => each.kind === "call" && each.call === call.index) &&
      isNext(outer),
  );
}

function isNext({ record: { callee }, function: of }: Call): boolean {
  const { root } = callee;
  return (
    callee.path.length === 0 &&
    root.kind === "parameter" &&
    root.function === of.index &&
    of.record.parameters[root.index]?.name === "next"
  );
}

function answered(call: Call, program: CallProgram): number | null {
  const method = call.record.callee.path.at(-1);
  if (call.record.form !== "call" || method === undefined) return null;
  if (/^(?:status|code|sendStatus)$/.test(method))
    return isResponse(receiverOf(call, program), program) ? statusValue(program.argument(call, 0), program) : null;
  const context = contextOf(call, program);
  if (context === null) return null;
  if (method === "throw" && context === "ctx") return statusValue(program.argument(call, 0), program);
  return /^(?:json|text|body|html|redirect)$/.test(method) ? statusValue(program.argument(call, 1), program) : null;
}

/** What the method is called of; an origin says it with the method as its last member. */
function receiverOf(call: Call, program: CallProgram): ReturnType<CallProgram["originOf"]> {
  const origin = program.originOf(call);
  return "path" in origin ? { ...origin, path: origin.path.slice(0, -1) } : origin;
}

/** The name of the context that a method is called of, of Hono's and Koa's handlers. */
function contextOf(call: Call, program: CallProgram): string | null {
  const origin = program.originOf(call);
  if (origin.kind === "typed") return origin.type.kind === "package" && origin.type.package === "hono" ? "c" : null;
  if (origin.kind !== "parameter" || origin.path.length !== 1) return null;
  const name = origin.function.record.parameters[origin.index]?.name ?? "";
  return /^(?:c|ctx)$/.test(name) ? name : null;
}
