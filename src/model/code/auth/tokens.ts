import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A call that reads a JSON Web Token. */
export interface TokenCall {
  readonly call: Call;
  /** As people call it: `jsonwebtoken`. */
  readonly library: string;
  /** `decode` reads the claims without looking at the signature. */
  readonly does: "verify" | "decode";
  readonly token: FileValue | null;
  readonly key: FileValue | null;
  readonly options: FileValue | null;
  /** Whether the library refuses a key that does not fit the algorithm, or asks for the algorithms itself. */
  readonly pinsByKey: boolean;
}

interface Reader {
  readonly library: string;
  readonly does: TokenCall["does"];
  /** Which arguments hold them. */
  readonly token?: number;
  readonly key?: number;
  readonly options?: number;
  readonly pinsByKey?: true;
}

const jsonwebtoken: Reader = { library: "jsonwebtoken", does: "verify", token: 0, key: 1, options: 2 };
const nest: Reader = { library: "@nestjs/jwt", does: "verify", token: 0, options: 1, pinsByKey: true };
const jose: Reader = { library: "jose", does: "verify", token: 0, key: 1, options: 2, pinsByKey: true };
const decode: Pick<Reader, "does" | "token"> = { does: "decode", token: 0 };

/** By signature; see the documentation of each package for the order of its arguments. */
const READERS: Readonly<Record<string, Reader>> = {
  "jsonwebtoken.verify": jsonwebtoken,
  "jsonwebtoken.decode": { ...decode, library: "jsonwebtoken" },
  "jose.jwtVerify": jose,
  "jose.decodeJwt": { ...decode, library: "jose" },
  "@nestjs/jwt.JwtService().verify": nest,
  "@nestjs/jwt.JwtService().verifyAsync": nest,
  "@nestjs/jwt.JwtService().decode": { ...decode, library: "@nestjs/jwt" },
  "jwt-decode": { ...decode, library: "jwt-decode" },
  "jwt-decode.jwtDecode": { ...decode, library: "jwt-decode" },
  "fast-jwt.createVerifier": { library: "fast-jwt", does: "verify", options: 0, pinsByKey: true },
  "fast-jwt.createDecoder()": { ...decode, library: "fast-jwt" },
  "hono/jwt.verify": { library: "hono/jwt", does: "verify", token: 0, key: 1, pinsByKey: true },
  "hono/jwt.decode": { ...decode, library: "hono/jwt" },
  "express-jwt": { library: "express-jwt", does: "verify", options: 0, pinsByKey: true },
  "express-jwt.expressjwt": { library: "express-jwt", does: "verify", options: 0, pinsByKey: true },
  "koa-jwt": { library: "koa-jwt", does: "verify", options: 0, pinsByKey: true },
  "passport-jwt.Strategy": { library: "passport-jwt", does: "verify", options: 0, pinsByKey: true },
};

const known = new WeakMap<CallProgram, readonly TokenCall[]>();

export function tokenCalls(program: CallProgram): readonly TokenCall[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => tokenCall(call, program) ?? [])));
  return found;
}

function tokenCall(call: Call, program: CallProgram): TokenCall | null {
  const signature = program.signatureOf(call);
  if (signature === null) return null;
  if (signature === "jwt-simple.decode") return jwtSimple(call, program);
  const reader = READERS[signature];
  return reader ? described(reader, call, program) : null;
}

function described(reader: Reader, call: Call, program: CallProgram): TokenCall {
  const given = (index: number | undefined) => (index === undefined ? null : program.argument(call, index));
  return {
    call,
    library: reader.library,
    does: reader.does,
    token: given(reader.token),
    key: given(reader.key),
    options: given(reader.options),
    pinsByKey: reader.pinsByKey ?? false,
  };
}

/** `decode(token, key, noVerify, algorithm)` verifies, unless its third argument says not to. */
function jwtSimple(call: Call, program: CallProgram): TokenCall {
  const noVerify = program.argument(call, 2);
  const skips = noVerify !== null && isTrue(program.valueOf(noVerify));
  return described(
    { library: "jwt-simple", does: skips ? "decode" : "verify", token: 0, key: 1, pinsByKey: true },
    call,
    program,
  );
}

export function isTrue({ value }: FileValue): boolean {
  return value.kind === "literal" && value.value === true;
}
