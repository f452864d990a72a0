import type { Expression, FunctionFact } from "../../../facts/routes.ts";
import type { FoundGuard } from "../routes/found.ts";
import type { Machine } from "../routes/program/machine.ts";
import { Scope } from "../routes/program/scope.ts";
import { type Closure, type Site, unknown, type Value } from "../routes/program/values.ts";
import type { FoundField } from "./found.ts";
import type { PothosField } from "./pothos.ts";

/** The fields of Pothos schemas, each behind the scopes of its type and its own (https://pothos-graphql.dev/docs/plugins/scope-auth). */
export function pothosFields(
  fields: readonly PothosField[],
  guardsIn: (file: string) => readonly FoundGuard[],
  machine: Machine,
): readonly FoundField[] {
  return fields.map((field): FoundField => {
    const resolve = member(field.options, "subscribe", machine) ?? member(field.options, "resolve", machine);
    const skips = member(field.options, "skipTypeScopes", machine);
    const typed = skips?.kind === "literal" && skips.value === true ? null : field.typeOptions;
    const scopes = [typed, field.options].flatMap((options) => member(options, "authScopes", machine) ?? []);
    return {
      type: field.type,
      name: field.name,
      library: "pothos",
      site: field.site,
      guards: [...guardsIn(field.site.file), ...scopes.map((each) => guardOf(each, field, machine))],
      handler: resolve
        ? {
            value: resolve,
            text: field.name,
            site: resolve.kind === "closure" ? { file: resolve.scope.file, span: resolve.fact.at } : field.site,
          }
        : null,
    };
  });
}

function guardOf(scopes: Value, field: PothosField, machine: Machine): FoundGuard {
  const settings = member(field.builder, "scopeAuth", machine) ?? field.builder;
  const loader = member(settings, "authScopes", machine);
  // Scopes that depend on nothing are given by a function as well.
  const given = scopes.kind === "closure" ? machine.force(machine.invoke(scopes, []) ?? unknown()) : scopes;
  const value =
    given.kind === "record" && loader?.kind === "closure"
      ? (checkOf(given, loader, field.site) ?? unknown("authScopes"))
      : scopes.kind === "closure" && given.kind !== "record"
        ? scopes
        : unknown("authScopes");
  const names = given.kind === "record" ? [...given.fields.keys()] : [];
  const text = names.length > 0 ? `authScopes: ${names.join(", ")}` : "authScopes";
  return { value, text, site: field.site, scope: "route", kind: "guard", doubts: [] };
}

const NOWHERE = [0, 0] as const;

/**
 * Any of the scopes is enough: `({ context }) => loader(context).admin || loader(context).may("read")`, as the plugin asks.
 * Null where more is asked than that.
 */
function checkOf(scopes: Value & { kind: "record" }, loader: Closure, site: Site): Closure | null {
  const scope = new Scope(site.file, null);
  scope.names.set("loader", loader);
  const asked = [...scopes.fields].map(([key, wanted], index): Expression | null => {
    if (key.startsWith("$") || (wanted.kind === "literal" && wanted.value === false)) return null;
    const held: Expression = { kind: "member", object: LOADED, key, at: NOWHERE };
    if (wanted.kind === "literal" && wanted.value === true) return held;
    scope.names.set(`wanted${index}`, wanted);
    const argument: Expression = { kind: "name", name: `wanted${index}`, at: NOWHERE };
    return { kind: "call", callee: held, arguments: [argument], new: false, at: NOWHERE };
  });
  const [first, ...others] = asked.filter((each) => each !== null);
  if (!first || scopes.open || others.length + 1 < asked.length) return null;
  const value = others.reduce<Expression>((left, right) => ({ kind: "binary", operator: "||", left, right }), first);
  const context = { key: "context", target: { kind: "name", name: "context" }, default: null } as const;
  const fact: FunctionFact = {
    kind: "function",
    name: "authScopes",
    parameters: [
      {
        target: { kind: "object", members: [context], rest: null },
        rest: false,
        default: null,
        type: null,
        decorators: [],
        field: false,
      },
    ],
    body: [{ kind: "return", value }],
    at: NOWHERE,
  };
  return { kind: "closure", fact, scope, self: null, owner: null, getter: false };
}

const LOADED: Expression = {
  kind: "call",
  callee: { kind: "name", name: "loader", at: NOWHERE },
  arguments: [{ kind: "name", name: "context", at: NOWHERE }],
  new: false,
  at: NOWHERE,
};

function member(of: Value | null, key: string, machine: Machine): Value | undefined {
  const forced = of && machine.force(of);
  const value = forced?.kind === "record" ? forced.fields.get(key) : undefined;
  return value && machine.force(value);
}
