import type { Call, FileValue, Origin } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { nameOfValue } from "../input/names.ts";
import { isResponse } from "../input/response.ts";

/** A cookie the server sets. */
export interface CookieWrite {
  readonly call: Call;
  /** Its name, or the name of the constant that holds it; null where neither is known. */
  readonly name: string | null;
  /** What it is set to; null for the cookie of a session middleware. */
  readonly value: FileValue | null;
  /** The object that holds its flags; null where none is given. */
  readonly flags: FileValue | null;
  /** What the library does where a flag is not given. */
  readonly defaults: { readonly httpOnly: boolean; readonly secure: boolean };
  /** A middleware whose cookie is the session. */
  readonly session: boolean;
}

const bare = { httpOnly: false, secure: false };
/** `cookies`, which Koa and cookie-session use: secure where the connection is, out of reach of scripts. */
const sound = { httpOnly: true, secure: true };

const known = new WeakMap<CallProgram, readonly CookieWrite[]>();

export function cookieWrites(program: CallProgram): readonly CookieWrite[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => cookieWrite(call, program) ?? [])));
  return found;
}

function cookieWrite(call: Call, program: CallProgram): CookieWrite | null {
  if (call.record.form !== "call" || call.record.spread) return null;
  const method = call.record.callee.path.at(-1);
  if (method === "cookie" || method === "setCookie")
    return isResponse(program.originOf(call), program) ? written(call, 0, bare, program) : null;
  const signature = program.signatureOf(call);
  if (signature === "hono/cookie.setCookie") return written(call, 1, bare, program);
  if (
    signature === "next/headers.cookies().set" ||
    /^next\/server\.NextResponse\.\w+\(\)\.cookies\.set$/.test(signature ?? "")
  )
    return written(call, 0, bare, program);
  if (method === "set" && call.record.callee.path.at(-2) === "cookies" && isContext(program.originOf(call)))
    return written(call, 0, sound, program);
  if (signature === "express-session") return session(call, ["cookie"], { httpOnly: true, secure: false }, program);
  if (signature === "cookie-session" || signature === "koa-session") return session(call, [], sound, program);
  return registered(call, program);
}

/** `fastify.register(session, { cookie: { … } })`. */
function registered(call: Call, program: CallProgram): CookieWrite | null {
  if (call.record.callee.path.at(-1) !== "register") return null;
  const plugin = program.argument(call, 0);
  const origin = plugin && program.originOfValue(plugin);
  if (origin?.kind !== "package" || !/^@fastify\/(?:secure-)?session$/.test(origin.package)) return null;
  const given = program.argument(call, 1);
  const cookie = given && program.memberOf(given, ["cookie"]);
  return {
    call,
    name: null,
    value: null,
    flags: cookie?.is === "value" ? cookie.value : null,
    defaults: origin.package === "@fastify/session" ? sound : { httpOnly: true, secure: false },
    session: true,
  };
}

function session(
  call: Call,
  path: readonly string[],
  defaults: CookieWrite["defaults"],
  program: CallProgram,
): CookieWrite | null {
  const given = program.argument(call, 0);
  const member = given && program.memberOf(given, path);
  if (!member || member.is === "unknown") return null;
  return {
    call,
    name: null,
    value: null,
    flags: member.is === "value" ? member.value : null,
    defaults,
    session: true,
  };
}

/** `cookie(name, value, flags)`; also the form of one object. */
function written(
  call: Call,
  first: number,
  defaults: CookieWrite["defaults"],
  program: CallProgram,
): CookieWrite | null {
  const given = program.argument(call, first);
  const value = program.argument(call, first + 1);
  if (!given) return null;
  const name = program.valueOf(given);
  if (!value) {
    const inside = program.memberOf(name, ["name"]);
    if (name.value.kind !== "object" || inside.is !== "value") return null;
    const content = program.memberOf(name, ["value"]);
    return {
      call,
      name: literalText(inside.value),
      value: content.is === "value" ? content.value : null,
      flags: name,
      defaults,
      session: false,
    };
  }
  return {
    call,
    name: literalText(name) ?? nameOfValue(given, program),
    value: program.valueOf(value),
    flags: program.argument(call, first + 2),
    defaults,
    session: false,
  };
}

function literalText({ value }: FileValue): string | null {
  return value.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

function isContext(origin: Origin): boolean {
  if (origin.kind === "parameter") return origin.path.length === 2;
  return origin.kind === "typed" && origin.type.kind === "package" && /koa/.test(origin.type.package);
}
