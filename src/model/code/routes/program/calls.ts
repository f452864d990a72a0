import type { FunctionFact } from "../../../../facts/routes.ts";
import { credited } from "./credited.ts";
import { bind } from "./execute.ts";
import { sameAsGiven } from "./identities.ts";
import type { Exit, Frame, Machine } from "./machine.ts";
import { Scope } from "./scope.ts";
import { doubtsOf, isCredential, union } from "./truth.ts";
import {
  choice,
  type Closure,
  type ClassValue,
  type Entity,
  entityOf,
  type Instance,
  list,
  literal,
  options,
  packageOf,
  type Site,
  unknown,
  type Value,
} from "./values.ts";

/** How deep calls are followed, and how often one function may stand on the stack. */
const MOST_CALLS = 24;
const MOST_ROUNDS = 2;
/** Calls of one run over all modules: what is left open beyond it stays unknown. */
const MOST_INVOCATIONS = 200_000;

export interface CallState {
  readonly stack: FunctionFact[];
  invocations: number;
  readonly limit: number;
  /** Every function that ran, for finding those nobody called. */
  readonly invoked: Set<FunctionFact>;
}

export function createCallState(): CallState {
  return { stack: [], invocations: 0, limit: MOST_INVOCATIONS, invoked: new Set() };
}

/** Every way out of a closure's body, its parameters bound; null when the body is not known or the budget is spent. */
export function runClosure(
  closure: Closure,
  given: readonly Value[],
  self: Value | null,
  state: CallState,
  machine: Machine,
): readonly Exit[] | null {
  const { fact } = closure;
  if (!fact.body || state.stack.length >= MOST_CALLS || state.invocations >= state.limit) return null;
  if (state.stack.filter((each) => each === fact).length >= MOST_ROUNDS) return null;
  state.invocations++;
  state.invoked.add(fact);
  const exits: Exit[] = [];
  const frame: Frame = {
    scope: new Scope(closure.scope.file, closure.scope),
    self: self ?? closure.self,
    owner: closure.owner,
    exits,
  };
  bindParameters(fact, given, frame, machine, state.stack.length > 0);
  state.stack.push(fact);
  const falls = machine.execute(fact.body, frame);
  state.stack.pop();
  if (falls) {
    const { doubts, credential, status, settings } = machine.trail;
    exits.push({ value: literal(undefined), doubts, credential, status, settings });
  }
  return exits;
}

export function invokeClosure(
  closure: Closure,
  given: readonly Value[],
  self: Value | null,
  state: CallState,
  machine: Machine,
): Value | null {
  const before = machine.trail;
  const exits = runClosure(closure, given, self, state, machine);
  if (!exits) return null;
  const [only] = exits;
  if (!only) {
    // Nothing came back: the request was answered inside, or an exception passes through.
    const { ended, thrown } = machine.trail;
    machine.trail = { ...before, ended, thrown: thrown && !ended };
    return literal(undefined);
  }
  const { doubts, credential, status, settings } = only;
  machine.trail = exits.length === 1 ? { ...before, doubts, credential, status, settings } : before;
  return choice(exits.map((exit) => returned(exit, before.credential)));
}

/** What is returned for want of credentials says as much as their absence; a plain `true` says that none were needed. */
function returned({ value, credential }: Exit, before: boolean): Value {
  return !credential || before || (value.kind === "literal" && value.value === true) ? value : credited(value);
}

/** `called` tells a call that stands in the source, which leaves out what it gives no value, from one nobody wrote. */
function bindParameters(
  fact: FunctionFact,
  given: readonly Value[],
  frame: Frame,
  machine: Machine,
  called: boolean,
): void {
  fact.parameters.forEach(({ target, rest, default: fallback, type, field }, index) => {
    let value: Value;
    if (rest) value = list([...given.slice(index)]);
    else {
      const argument = given[index];
      const missing =
        argument === undefined || (argument.kind === "literal" && argument.value === undefined && !argument.credential);
      value = missing
        ? fallback
          ? machine.evaluate(fallback, frame)
          : (argument ??
            (called && machine.simulation ? literal(undefined) : unknown(target?.kind === "name" ? target.name : null)))
        : argument;
    }
    if (field && target?.kind === "name" && frame.self?.kind === "instance") {
      if (value.kind === "unknown" && type !== null) value = injected(type, frame, machine) ?? value;
      frame.self.fields.set(target.name, value);
    }
    bind(target, value, frame, machine);
  });
}

/** What a container gives for a constructor parameter: an instance of the class its type names. */
function injected(type: string, frame: Frame, machine: Machine): Value | null {
  const named = frame.scope.find(type);
  const found = named ? machine.force(named) : null;
  return found?.kind === "class" ? machine.construct(found, [], { file: frame.scope.file, span: found.fact.at }) : null;
}

export function callValue(
  callee: Value,
  given: readonly Value[],
  site: Site,
  self: Value | null,
  machine: Machine,
): Value {
  const target = machine.force(callee);
  const same = sameAsGiven(target, given);
  if (same) return same;
  const simulated = machine.simulation?.call(target, given, site);
  if (simulated) return simulated;
  switch (target.kind) {
    case "closure":
      return machine.invoke(target, given, self) ?? outOfSight(target.fact.name, target, given, site, machine);
    case "choice":
      return choice(target.options.map((option) => machine.call(option, given, site, self)));
    case "external":
    case "applied":
      return made(target, given, site, machine) ?? outOfSight(null, target, given, site, machine);
    case "unknown":
      return outOfSight(target.name, target, given, site, machine);
    case "entity":
      return (
        machine.frameworks.get(target.framework)?.called?.(target, given, site, machine) ??
        outOfSight(null, target, given, site, machine)
      );
    default:
      return outOfSight(null, target, given, site, machine);
  }
}

function made(target: Value, given: readonly Value[], site: Site, machine: Machine): Entity | null {
  if (target.kind !== "external") return null;
  for (const framework of machine.frameworks.values()) {
    const entity = framework.made(target.module, target.path, given, site);
    if (entity) return entity;
  }
  return null;
}

/**
 * A call that is not followed. While the program is run, the callbacks it is given are: `connect().then(() => app.use(…))`.
 * Handlers wait for a request.
 */
function outOfSight(name: string | null, target: Value, given: readonly Value[], site: Site, machine: Machine): Value {
  if (!machine.simulation) {
    for (const each of given) if (each.kind === "closure" && !takesRequest(each.fact)) machine.invoke(each, []);
    handOver(given, machine);
  }
  if (packageOf(target) !== null) return { kind: "applied", callee: target, arguments: given, at: site };
  const doubts = union(doubtsOf(target), ...given.map(doubtsOf));
  const made = unknown(settingName(given) ?? name, ...doubts);
  return defaulted(given, { ...made, credential: given.some(isCredential) });
}

/** `serve(app)`: the framework is told that something of its own went to code out of sight. */
function handOver(given: readonly Value[], machine: Machine): void {
  for (const each of given) {
    const entity = entityOf(machine.force(each));
    if (entity) machine.frameworks.get(entity.framework)?.handedOver?.(entity, null);
  }
}

const REQUESTS = /^_?(req|request|res|response|next|ctx|context|err|error|c)$/i;

function takesRequest({ parameters }: FunctionFact): boolean {
  return parameters.some(({ target }) => target === null || target.kind !== "name" || REQUESTS.test(target.name));
}

/** `read("API_PREFIX")`, `config.get("api.prefix")`: what is read names the value. */
export function settingName(given: readonly Value[]): string | null {
  const [first] = given;
  if (first?.kind !== "literal" || typeof first.value !== "string") return null;
  return /^[A-Za-z][\w.-]{0,60}$/.test(first.value) ? first.value : null;
}

/** `read("API_PREFIX", "/api")`: the second is what holds unless somebody sets it. */
export function defaulted(given: readonly Value[], read: Value): Value {
  const [first, second] = given;
  if (given.length !== 2 || first?.kind !== "literal" || second?.kind !== "literal" || typeof second.value !== "string")
    return read;
  return settingName(given) !== null && /^[A-Z][A-Z0-9_]*$|\./.test(String(first.value))
    ? choice([read, second])
    : read;
}

export function constructValue(callee: Value, given: readonly Value[], site: Site, machine: Machine): Value {
  const target = machine.force(callee);
  if (target.kind === "class") return instantiate(target, given, site, machine);
  if (target.kind === "choice") return choice(options(target).map((option) => machine.construct(option, given, site)));
  if (target.kind === "external")
    return (
      made(target, given, site, machine) ??
      machine.simulation?.call(target, given, site) ?? { kind: "applied", callee: target, arguments: given, at: site }
    );
  return outOfSight(null, target, given, site, machine);
}

const MOST_BASES = 8;

function instantiate(target: ClassValue, given: readonly Value[], site: Site, machine: Machine): Value {
  const instance: Instance = { kind: "instance", of: target, fields: new Map(), made: null };
  const chain: ClassValue[] = [];
  for (
    let at: Value | null = target;
    at?.kind === "class" && chain.length < MOST_BASES;
    at = at.base ? machine.force(at.base) : null
  )
    chain.push(at);
  for (const each of chain.toReversed()) {
    const frame: Frame = { scope: each.scope, self: instance, owner: each, exits: [] };
    for (const member of each.fact.members) {
      if (member.kind !== "field" || member.static) continue;
      instance.fields.set(member.name, member.value ? machine.evaluate(member.value, frame) : unknown(member.name));
    }
  }
  const root = chain.at(-1)?.base;
  // What a constructor gives `super` is only known once it runs: then that counts.
  if (root) instance.made = made(machine.force(root), given, site, machine);
  const builder = chain.find(({ fact }) => fact.members.some(({ kind }) => kind === "constructor"));
  const built = builder?.fact.members.find(({ kind }) => kind === "constructor")?.value;
  if (builder && built?.kind === "function") {
    const before = machine.trail;
    machine.invoke(
      { kind: "closure", fact: built, scope: builder.scope, self: instance, owner: builder, getter: false },
      given,
      instance,
    );
    machine.trail = before;
  }
  return instance;
}
