import type { Route } from "../../../facts/code.ts";
import type { ValueFact } from "../../../facts/calls.ts";
import type { CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** Names that stand for who is calling, or for what they may do. */
const CALLER =
  /"(?:[a-z]*user(?:Id|_id)?|me|auth|session|account(?:Id)?|actor(?:Id)?|member(?:ship|Id)?|tenant(?:Id)?|org(?:anization|Id)?(?:Id)?|owner(?:Id)?|team(?:Id)?|workspace(?:Id)?|project(?:Id)?|role|roles|permissions?|claims|principal|identity|viewer|scope|scopes|locals|state|jwt|token|keycloak\w*)"/i;
const DECIDES =
  /permission|authori[sz]|access|policy|owner|ability|forbid|\bcan[A-Z]|role|admin|edit|manage|ensure|assert/i;
const REACH = 60;

const seen = new WeakMap<CodeFunction, boolean>();

/**
 * Writes to a thing that the caller names by an id, behind a guard that asks who is calling, where neither a guard nor
 * anything the handler reaches looks at who that is. Handlers that hand on the whole request are taken to look.
 */
export function unownedWrites(program: CallProgram, routes: readonly Route[]): readonly Route[] {
  return routes.filter((route) => {
    if (route.auth !== "required" || !/^(?:PUT|PATCH|DELETE)$/.test(route.method) || !/\{[^}]+\}/.test(route.path))
      return false;
    if (route.guards.some(({ name }) => DECIDES.test(name))) return false;
    const handler = route.handlerAt && program.functionAt(route.handlerAt);
    if (!handler || handler.calls.length === 0) return false;
    return !program.reachableFrom(handler, REACH).some((each) => looksAtCaller(each, program));
  });
}

function looksAtCaller(of: CodeFunction, program: CallProgram): boolean {
  let known = seen.get(of);
  if (known === undefined) seen.set(of, (known = look(of, program)));
  return known;
}

function look(of: CodeFunction, program: CallProgram): boolean {
  const facts = program.tables.get(of.file)?.facts;
  if (!facts) return true;
  const names = facts.names.filter((name) => name.function === of.index);
  const values = [
    ...of.calls.map(({ record }) => [record.callee, record.arguments]),
    ...names.map(({ name, value }) => [name, value]),
  ];
  if (CALLER.test(JSON.stringify(values)) || DECIDES.test(of.name ?? "")) return true;
  // A decorated parameter (`@CurrentUser() user`) or one of that name.
  if (of.record.parameters.some(({ name }) => name !== null && CALLER.test(`"${name}"`))) return true;
  return of.calls.some(
    ({ record }) => DECIDES.test(record.callee.path.join(".")) || record.arguments.some(isWholeRequest),
  );
}

function isWholeRequest(value: ValueFact): boolean {
  return (
    value.kind === "ref" &&
    value.ref.root.kind === "parameter" &&
    value.ref.root.index === 0 &&
    value.ref.path.length === 0 &&
    value.ref.root.path.length === 0
  );
}
