import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { statusNamed } from "./status-names.ts";

/**
 * The status that an error becomes when nothing catches it: of Nest's exceptions, Hono's `HTTPException`, http-errors,
 * Boom, `@fastify/sensible` and Koa's `ctx.throw`. Null for every other call.
 */
export function errorStatus(call: Call, program: CallProgram): number | null {
  const signature = program.signatureOf(call);
  if (signature === null) return null;
  const nest = /^@nestjs\/common\.(\w+Exception)$/.exec(signature)?.[1];
  if (nest === "HttpException") return statusValue(program.argument(call, 1), program);
  if (nest) return statusNamed(nest);
  if (signature === "hono/http-exception.HTTPException") return statusValue(program.argument(call, 0), program);
  if (/^http-errors(?:\.default)?$/.test(signature)) return statusValue(program.argument(call, 0), program);
  const named = /^(?:http-errors(?:\.default)?|@hapi\/boom(?:\.default)?|boom)\.(\w+)$/.exec(signature)?.[1];
  if (named && named !== "isBoom") return named === "badImplementation" ? 500 : statusNamed(named);
  return null;
}

/** `404`, `HttpStatus.NOT_FOUND`, `StatusCodes.NOT_FOUND`; null for what is not known from the source. */
export function statusValue(given: FileValue | null, program: CallProgram): number | null {
  if (!given) return null;
  const { value } = program.valueOf(given);
  if (value.kind === "literal") return typeof value.value === "number" ? value.value : null;
  if (value.kind !== "ref") return null;
  const origin = program.originOfValue(given);
  const isTable =
    origin.kind === "package" && /^(?:@nestjs\/common|http-status-codes|http-status)$/.test(origin.package);
  return isTable ? statusNamed(origin.path.at(-1) ?? "") : null;
}
