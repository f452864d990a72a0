import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { receiverName } from "../input/names.ts";

/** A line written to a log. */
export interface LogCall {
  readonly call: Call;
  readonly method: string;
  /** By `console`, and not by a logger. */
  readonly console: boolean;
}

const METHODS =
  /^(?:trace|debug|info|log|warn|warning|error|fatal|verbose|silly|http|notice|critical|alert|emerg|dir|table)$/;
const LOGGERS = /^(?:pino|winston|bunyan|log4js|loglevel|consola|tslog|signale|npmlog|roarr|@nestjs\/common\.Logger)\b/;
const known = new WeakMap<CallProgram, readonly LogCall[]>();

/** Every line the server logs, by a known package or by what everybody calls a logger. */
export function logCalls(program: CallProgram): readonly LogCall[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => logCall(call, program) ?? [])));
  return found;
}

function logCall(call: Call, program: CallProgram): LogCall | null {
  const { callee, form } = call.record;
  const method = callee.path.at(-1);
  if (form !== "call" || method === undefined || !METHODS.test(method)) return null;
  if (callee.root.kind === "global" && callee.root.name === "console" && callee.path.length === 1)
    return { call, method, console: true };
  const receiver = receiverName(call.file, callee, program);
  if (
    receiver !== null &&
    /^_?(?:log|logger|logging|\w+Log|\w+Logger)$/i.test(receiver) &&
    !/dialog|blog|catalog|changelog|backlog|auditlog/i.test(receiver)
  )
    return { call, method, console: false };
  return LOGGERS.test(program.signatureOf(call) ?? "") ? { call, method, console: false } : null;
}
