import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A secret where it is put to use: what signs or seals what the server later believes. */
export interface SecretUse {
  readonly call: Call;
  readonly secret: FileValue;
  /** "signs the sessions". */
  readonly purpose: string;
}

interface Taker {
  /** The argument it is, or is a member of. */
  readonly argument: number;
  readonly members?: readonly string[];
  readonly purpose: string;
}

/** Where the packages that sign take their secret. */
const TAKERS: Readonly<Record<string, Taker>> = {
  "express-session": { argument: 0, members: ["secret"], purpose: "signs the sessions" },
  "cookie-parser": { argument: 0, purpose: "signs the cookies" },
  "cookie-session": { argument: 0, members: ["secret"], purpose: "signs the sessions" },
  "express-jwt": { argument: 0, members: ["secret"], purpose: "verifies the tokens" },
  "express-jwt.expressjwt": { argument: 0, members: ["secret"], purpose: "verifies the tokens" },
  "koa-jwt": { argument: 0, members: ["secret"], purpose: "verifies the tokens" },
  "jsonwebtoken.sign": { argument: 1, purpose: "signs the tokens" },
  "jsonwebtoken.verify": { argument: 1, purpose: "verifies the tokens" },
  "passport-jwt.Strategy": { argument: 0, members: ["secretOrKey"], purpose: "verifies the tokens" },
  "@nestjs/jwt.JwtModule.register": { argument: 0, members: ["secret"], purpose: "signs the tokens" },
  "crypto.createHmac": { argument: 1, purpose: "signs" },
};

/** Every use of a secret, its value followed to where it is read. */
export function secretUses(program: CallProgram): readonly SecretUse[] {
  return [...program.calls()].flatMap((call) => {
    const taker = TAKERS[program.signatureOf(call) ?? ""];
    const given = taker && program.argument(call, taker.argument);
    if (!taker || !given) return [];
    if (!taker.members) return [{ call, secret: program.valueOf(given), purpose: taker.purpose }];
    const member = program.memberOf(given, taker.members);
    return member.is === "value" ? [{ call, secret: member.value, purpose: taker.purpose }] : [];
  });
}
