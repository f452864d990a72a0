import type { Origin } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** `res`, `reply`, or what a chained call on one of them gives. */
export function isResponse(origin: Origin, program: CallProgram, depth = 0): boolean {
  if (origin.kind === "result" && depth < 6) return isResponse(program.originOf(origin.call), program, depth + 1);
  if (origin.kind === "parameter") {
    const name = origin.function.record.parameters[origin.index]?.name ?? "";
    return /^_?(?:res|response|reply)$/.test(name) || (name === "ctx" && origin.path[0] === "res");
  }
  return (
    origin.kind === "typed" &&
    origin.type.kind === "package" &&
    /^(?:express|express-serve-static-core|fastify)$/.test(origin.type.package)
  );
}
