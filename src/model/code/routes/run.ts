import type { ClassFact, Expression, FunctionFact, Statement } from "../../../facts/routes.ts";
import type { RunningMachine } from "./program/create.ts";
import { START } from "./program/machine.ts";
import type { Scope } from "./program/scope.ts";
import { callsIn, mentions } from "./program/search.ts";
import { unknown, type Value } from "./program/values.ts";

/** Runs every module in the order they load, then what nobody called and could still make or fill an application. */
export function runProgram(machine: RunningMachine): void {
  const order = machine.modules.order();
  for (const file of order) machine.load(file);
  settle(machine, false);
  // What calls others first: what it calls has run by then, with what it is given.
  for (const file of order.toReversed()) runLeftovers(file, machine);
  settle(machine, true);
}

function settle(machine: RunningMachine, last: boolean): void {
  machine.trail = START;
  for (const framework of machine.frameworks.values()) framework.settle?.(machine, last);
}

/**
 * `createApp()` that only a test or a start script calls, `class Server` that a command starts: run with nothing known
 * of their parameters. Functions that take an application are not: what is registered on a parameter nobody binds says
 * nothing.
 */
function runLeftovers(file: string, machine: RunningMachine): void {
  const state = machine.modules.state(file);
  if (!state?.facts.routes) return;
  for (const named of callersFirst(state.facts.routes.program.flatMap((each) => declared(each) ?? []))) {
    if (!makesSomething(named.fact, state.scope, machine)) continue;
    machine.trail = START;
    const value = named.name === null ? state.default : state.scope.names.get(named.name);
    if (value?.kind === "closure") machine.invoke(value, []);
    else if (value?.kind === "class") runClass(value, machine);
  }
}

interface Declared {
  readonly name: string | null;
  readonly fact: FunctionFact | ClassFact;
}

/** Those that no other one names, then the others. */
function callersFirst(all: readonly Declared[]): readonly Declared[] {
  const isNamed = ({ name }: Declared): boolean =>
    name !== null && all.some((other) => other.name !== name && mentions(other.fact, new Set([name])));
  return [...all.filter((each) => !isNamed(each)), ...all.filter(isNamed)];
}

function declared(statement: Statement): Declared | null {
  if (statement.kind === "function" || statement.kind === "class")
    return { name: statement.name, fact: statement.value };
  if (statement.kind === "default") return isRunnable(statement.value) ? { name: null, fact: statement.value } : null;
  if (statement.kind !== "declare" || statement.target.kind !== "name" || !statement.value) return null;
  return isRunnable(statement.value) ? { name: statement.target.name, fact: statement.value } : null;
}

function isRunnable(value: Expression): value is FunctionFact | ClassFact {
  return value.kind === "function" || value.kind === "class";
}

/** What makes an application: found by the names in its text, and not run yet. */
function makesSomething(fact: FunctionFact | ClassFact, scope: Scope, machine: RunningMachine): boolean {
  if (fact.kind === "function" && machine.calls.invoked.has(fact)) return false;
  const makes = (within: unknown): boolean => mentions(within, MAKERS) || callsMaker(within, scope, machine);
  if (
    fact.kind === "class" &&
    fact.members.some(
      (member) =>
        member.kind !== "field" &&
        member.value?.kind === "function" &&
        machine.calls.invoked.has(member.value) &&
        member.kind === "constructor",
    )
  ) {
    return fact.members.some(
      (member) =>
        member.kind === "method" &&
        member.value?.kind === "function" &&
        !machine.calls.invoked.has(member.value) &&
        makes(member.value),
    );
  }
  return makes(fact);
}

/** Packages whose export is called for an application, and whose name is what everybody calls the application too. */
const CALLED = new Set(["fastify"]);

/** How many functions may stand between the one nobody calls and the one that makes the application. */
const MOST_BETWEEN = 3;

/** `fastify()`, `Fastify({ … })`, `require("fastify")()`, or a function that makes one: by what stands behind the name. */
function callsMaker(within: unknown, scope: Scope, machine: RunningMachine, depth = 0): boolean {
  return callsIn(within).some(({ callee }) => {
    if (callee.kind === "call" && callee.callee.kind === "name" && callee.callee.name === "require") {
      const [module] = callee.arguments;
      return module?.kind === "literal" && CALLED.has(String(module.value));
    }
    const isMember = callee.kind === "member" && (callee.key === "default" || callee.key === "fastify");
    const named = isMember ? callee.object : callee;
    const found = named.kind === "name" ? scope.find(named.name) : undefined;
    const value = found ? machine.force(found) : undefined;
    if (value?.kind === "closure" && depth < MOST_BETWEEN && !isMember && value.fact !== within)
      return mentions(value.fact, MAKERS) || callsMaker(value.fact, value.scope, machine, depth + 1);
    return value?.kind === "external" && CALLED.has(value.module);
  });
}

const MAKERS = new Set([
  "express",
  "Router",
  "NestFactory",
  "PromiseRouter",
  "Koa",
  "Hono",
  "OpenAPIHono",
  "createFactory",
  "ApolloServer",
  "createYoga",
  "makeExecutableSchema",
  "buildSubgraphSchema",
  "createExpressServer",
  "useExpressServer",
]);

/** An instance made with nothing known; its methods that did not run yet, in order. */
function runClass(of: Value & { kind: "class" }, machine: RunningMachine): void {
  if (of.fact.decorators.length > 0) return;
  const instance = machine.construct(of, [], { file: of.scope.file, span: of.fact.at });
  for (const member of of.fact.members) {
    if (
      member.kind !== "method" ||
      member.static ||
      member.value?.kind !== "function" ||
      machine.calls.invoked.has(member.value)
    )
      continue;
    machine.trail = START;
    const method = machine.member(instance, member.name);
    if (method.kind === "closure")
      machine.invoke(
        method,
        member.value.parameters.map(() => unknown()),
        instance,
      );
  }
}
