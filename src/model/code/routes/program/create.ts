import type { CallState } from "./calls.ts";
import { callValue, constructValue, createCallState, invokeClosure } from "./calls.ts";
import { evaluateExpression } from "./evaluate.ts";
import { executeStatements } from "./execute.ts";
import { assignName, type Journal, runFork } from "./fork.ts";
import { type Framework, type Machine, START } from "./machine.ts";
import { memberOf } from "./members.ts";
import { callMethod } from "./methods.ts";
import type { ModuleTable } from "./modules.ts";
import { choice, unknown, type Value } from "./values.ts";

export type RunningMachine = Machine & { journal: Journal | null; readonly calls: CallState };

/** Expressions within expressions, calls included: deeper than anybody writes, shallower than the stack. */
const MAX_DEPTH = 500;

/** A machine over the modules of a project, with the frameworks it knows. */
export function createMachine(modules: ModuleTable, frameworks: readonly Framework[]): RunningMachine {
  const calls = createCallState();
  let depth = 0;
  const machine: RunningMachine = {
    modules,
    frameworks: new Map(frameworks.map((framework) => [framework.name, framework])),
    trail: START,
    simulation: null,
    tries: [],
    looping: 0,
    journal: null,
    calls,
    evaluate(expression, frame) {
      if (depth >= MAX_DEPTH) return unknown();
      depth++;
      const value = evaluateExpression(expression, frame, machine);
      depth--;
      return value;
    },
    execute: (statements, frame) => executeStatements(statements, frame, machine),
    member: (object, key) => memberOf(machine.force(object), key, machine),
    method: (object, key, given, site) => callMethod(machine.force(object), key, given, site, machine),
    call: (callee, given, site, self = null) => callValue(callee, given, site, self, machine),
    construct: (callee, given, site) => constructValue(callee, given, site, machine),
    invoke: (closure, given, self = null) => invokeClosure(closure, given, self, calls, machine),
    force: (value) => force(value, modules),
    load: (file) => loadModule(file, machine),
    assign: (scope, name, value) => assignName(scope, name, value, machine.journal),
    fork: (branches) => runFork(branches, machine),
  };
  return machine;
}

function loadModule(file: string, machine: RunningMachine): void {
  const state = machine.modules.state(file);
  if (!state?.facts.routes || state.evaluated) return;
  state.evaluated = true;
  const { trail } = machine;
  machine.trail = START;
  machine.execute(state.facts.routes.program, { scope: state.scope, self: null, owner: null, exits: [] });
  machine.trail = trail;
}

const MOST_HOPS = 20;

function force(value: Value, modules: ModuleTable): Value {
  let at = value;
  for (let hop = 0; hop < MOST_HOPS && at.kind === "lazy"; hop++) {
    const found = modules.exported(at.file, at.name);
    if (!found) {
      const whole = modules.commonjs(at.file);
      if (whole?.kind === "record") return whole.fields.get(at.name) ?? at;
      return at;
    }
    if (found.kind === "lazy" && found.file === at.file && found.name === at.name) return at;
    at = found;
  }
  return at.kind === "choice" ? choice(at.options, at.bySettings) : at;
}
