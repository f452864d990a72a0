import type { Guard, Route } from "../../../facts/code.ts";

/** A route that lacks what the routes beside it have. */
export interface Gap {
  readonly route: Route;
  /** The guard, as it stands on the first of the others. */
  readonly guard: Guard;
  /** Those that have it. */
  readonly others: readonly Route[];
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
/** What checks input, limits, logs or prepares is no question of who may call. */
const NOT_ACCESS =
  /valid|schema|celebrate|joi|zod|dto|body|parse|limit|throttl|slow|upload|multer|file|cache|log|json|urlencoded|cors|trace|metric|audit|telemetry|rate|load|fetch|resolve|paginat|query|transform|async|wrap|transaction|idempot|etag|sanit|track|timeout|helmet|csrf|captcha|lock|multipart|raw|text|static/i;

/** Where nobody can be signed in yet: a new account, a new session. */
function isSignIn({ method, path }: Route): boolean {
  return (
    /\/(?:auth\w*|log-?in|sign-?(?:in|up)|register|registration|sessions?|token|forgot|reset)(?:\W|$)/i.test(path) ||
    (method === "POST" && /\/(?:users?|accounts?|customers?)\/?$/i.test(path))
  );
}

/** Writes of one path that are not guarded alike: `PUT /users/{id}` asks for a role, `DELETE /users/{id}` does not. */
export function verbGaps(routes: readonly Route[]): readonly Gap[] {
  return [...grouped(routes, ({ app, path }) => `${app}\0${path}`).values()].flatMap((alike) => {
    const writes = alike.filter((route) => !READS.has(route.method) && !isSignIn(route));
    return writes.flatMap((route) => {
      const others = alike.filter((other) => other !== route);
      // Whoever may not read it, or may not change it another way, should not change it this way.
      const guard = accessGuards(route, others).find(({ name }) => {
        const having = others.filter((other) => has(other, name));
        const otherWrites = others.filter((other) => !READS.has(other.method));
        return (
          having.length > 0 &&
          otherWrites.every((other) => has(other, name)) &&
          (having.length >= 2 || having.some((other) => READS.has(other.method)))
        );
      });
      return guard ? [{ route, guard, others: others.filter((other) => has(other, guard.name)) }] : [];
    });
  });
}

/** One write of a resource that lacks a guard all its other writes have, of which there are three or more. */
export function siblingGaps(routes: readonly Route[]): readonly Gap[] {
  const byVerb = new Set(verbGaps(routes).map(({ route }) => route));
  return [...grouped(routes, family).values()].flatMap((relatives) => {
    const writes = relatives.filter((route) => !READS.has(route.method) && !isSignIn(route));
    return writes.flatMap((route) => {
      if (byVerb.has(route)) return [];
      const others = writes.filter((other) => other !== route);
      if (others.length < 3) return [];
      const guard = accessGuards(route, others).find(({ name }) => others.every((other) => has(other, name)));
      return guard ? [{ route, guard, others }] : [];
    });
  });
}

/** The guards of others that may be about who calls, and that a route lacks; each once. */
function accessGuards(route: Route, others: readonly Route[]): readonly Guard[] {
  const found = new Map<string, Guard>();
  for (const other of others) {
    for (const guard of other.guards) {
      const name = calledName(guard.name);
      if (guard.scope !== "route" && guard.scope !== "controller") continue;
      if (guard.identifies || found.has(name) || has(route, guard.name)) continue;
      if (guard.enforces === "auth" || !NOT_ACCESS.test(guard.name)) found.set(name, guard);
    }
  }
  // What asks for nothing less in another way: `requireAdmin` where the others have `requireEditor`.
  const own = route.guards.filter(
    ({ scope, enforces, name }) => scope === "route" && (enforces === "auth" || !NOT_ACCESS.test(name)),
  );
  return own.length > 0 || route.declaredPublic ? [] : [...found.values()];
}

function has(route: Route, name: string): boolean {
  return route.guards.some((guard) => calledName(guard.name) === calledName(name));
}

/** `requireRole` of `requireRole("admin")`: with what it was called is another question. */
function calledName(name: string): string {
  return name.replace(/\(.*$/s, "");
}

/** Routes of one file under one resource. */
function family({ app, file, path }: Route): string {
  const resource =
    path
      .split("/")
      .find((segment) => segment !== "" && !/^(?:api|rest|rpc|v\d+(?:\.\d+)?|\{[A-Z0-9_]+\})$/i.test(segment)) ?? "";
  return `${app}\0${file}\0${resource.toLowerCase()}`;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
