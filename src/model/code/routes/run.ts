import type { ClassFact, Expression, FunctionFact, Statement } from "../../../facts/routes.ts";
import type { RunningMachine } from "./program/create.ts";
import { START } from "./program/machine.ts";
import { mentions } from "./program/search.ts";
import { unknown, type Value } from "./program/values.ts";

/** Runs every module in the order they load, then what nobody called and could still make or fill an application. */
export function runProgram(machine: RunningMachine): void {
  const order = machine.modules.order();
  for (const file of order) runModule(file, machine);
  for (const file of order) runLeftovers(file, machine);
}

function runModule(file: string, machine: RunningMachine): void {
  const state = machine.modules.state(file);
  if (!state?.facts.routes || state.evaluated) return;
  state.evaluated = true;
  machine.trail = START;
  machine.execute(state.facts.routes.program, { scope: state.scope, self: null, owner: null, exits: [] });
}

/**
 * `createApp()` that only a test or a start script calls, `class Server` that a command starts: run with nothing known
 * of their parameters. Functions that take an application are not: what is registered on a parameter nobody binds says
 * nothing.
 */
function runLeftovers(file: string, machine: RunningMachine): void {
  const state = machine.modules.state(file);
  if (!state?.facts.routes) return;
  for (const statement of state.facts.routes.program) {
    const named = declared(statement);
    if (!named || !makesSomething(named.fact, machine)) continue;
    machine.trail = START;
    const value = named.name === null ? state.default : state.scope.names.get(named.name);
    if (value?.kind === "closure") machine.invoke(value, []);
    else if (value?.kind === "class") runClass(value, machine);
  }
}

function declared(statement: Statement): { name: string | null; fact: FunctionFact | ClassFact } | null {
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
function makesSomething(fact: FunctionFact | ClassFact, machine: RunningMachine): boolean {
  if (fact.kind === "function" && machine.calls.invoked.has(fact)) return false;
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
        mentions(member.value, MAKERS),
    );
  }
  return mentions(fact, MAKERS);
}

const MAKERS = new Set(["express", "Router", "NestFactory", "PromiseRouter"]);

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
