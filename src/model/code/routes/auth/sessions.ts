import { ABSENT, literal, part, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { asksWho } from "./vocabulary.ts";

/** Functions of Next.js that end the request by throwing (https://nextjs.org/docs/app/api-reference/functions). */
const THROWS: Readonly<Record<string, number>> = {
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  redirect: 307,
  permanentRedirect: 308,
};
/** Who is calling, read from the request that is being served, wherever that is asked. */
const ASKS =
  /^(auth|get(Server)?(Auth)?Session|unstable_getServerSession|currentUser|getCurrentUser|getAuth|getToken|getKindeServerSession|withAuth|stackServerApp)$/;
const SESSIONS =
  /^(next-auth|@clerk\/nextjs|@auth0\/nextjs-auth0|@workos-inc\/authkit-nextjs|@kinde-oss\/[\w-]+)(\/|$)/;
/** Clients whose methods say who is calling, by the cookies they were given (https://supabase.com/docs/guides/auth/server-side/nextjs). */
const SUPABASE = /^@supabase\//;
const ASKED = new Set(["getUser", "getSession", "getClaims"]);

/** What Next.js and the session libraries give a request without credentials; null for any other call. */
export function sessionCall(module: string, member: string, ledger: Ledger): Value | null {
  if (module === "next/headers" && (member === "headers" || member === "cookies")) return part(member);
  if (module === "next/navigation" && Object.hasOwn(THROWS, member)) {
    ledger.note("stop", THROWS[member] as number);
    return literal(undefined);
  }
  if (SUPABASE.test(module) && ASKED.has(member)) return ledger.look(nobody());
  if (module === "better-auth" && member === "getSession") return ledger.look(literal(null, true));
  if (module === "iron-session" && member === "getIronSession") return part("session");
  return SESSIONS.test(module) && ASKS.test(member) ? ledger.look(literal(null, true)) : null;
}

/** `{ data: { user, session }, error }` of Supabase, which throws nothing (https://supabase.com/docs/reference/javascript/auth-getuser). */
function nobody(): Value {
  const data = new Map<string, Value>(["user", "session", "claims"].map((key) => [key, ABSENT]));
  const error: Value = { kind: "record", fields: new Map(), open: true, credential: true };
  return {
    kind: "record",
    fields: new Map<string, Value>([
      ["data", { kind: "record", fields: data, open: false }],
      ["error", error],
    ]),
    open: false,
  };
}

/** `supabase.auth.getUser()`, `auth.api.getSession({ headers })` of Better Auth, on what could not be followed. */
export function askedOf(object: Value, key: string): Value | null {
  if (object.kind !== "unknown" || !ASKED.has(key)) return null;
  if (object.name === "auth") return nobody();
  return object.name === "api" && key === "getSession" ? literal(null, true) : null;
}

/** Whether a function that is out of sight says who is calling, by its name. */
export function asksSession(name: string): boolean {
  return ASKS.test(name);
}

const GATES =
  /^(require|ensure|assert|protect|verify|authenticate|authori[sz]e|check|guard|validate|with|get|is|has|can)/i;

/** Whether it may ask who is calling, and turn them away, where that cannot be seen. */
export function mayAsk(name: string): boolean {
  return GATES.test(name) && asksWho(name);
}
