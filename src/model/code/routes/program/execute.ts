import type {
  IfStatement,
  LoopStatement,
  Pattern,
  Statement,
  SwitchStatement,
  TryStatement,
} from "../../../../facts/routes.ts";
import { closure } from "./evaluate.ts";
import type { Branch, Frame, Machine, TryRecord } from "./machine.ts";
import { narrow } from "./narrow.ts";
import { Scope } from "./scope.ts";
import { settingsOf } from "./settings.ts";
import { binary, doubtsOf, isCredential, truthOf } from "./truth.ts";
import { literal, unknown, type Value } from "./values.ts";

/** Loops over longer lists are data, not registrations. */
const MOST_ROUNDS = 200;

export function executeStatements(statements: readonly Statement[], frame: Frame, machine: Machine): boolean {
  declare(statements, frame, machine);
  for (const statement of statements) {
    if (machine.trail.ended || machine.trail.thrown) return false;
    if (!executeStatement(statement, frame, machine)) return false;
  }
  return !machine.trail.ended && !machine.trail.thrown;
}

/** Functions can be called above where they stand; classes are declared with them, for the order of modules is only nearly right. */
function declare(statements: readonly Statement[], frame: Frame, machine: Machine): void {
  for (const statement of statements) {
    if (statement.kind === "function") frame.scope.names.set(statement.name, closure(statement.value, frame));
    // `const errors = () => …` below what runs later, which is followed at once here.
    else if (
      statement.kind === "declare" &&
      statement.target.kind === "name" &&
      statement.value?.kind === "function" &&
      !frame.scope.names.has(statement.target.name)
    )
      frame.scope.names.set(statement.target.name, closure(statement.value, frame));
  }
  for (const statement of statements) {
    if (statement.kind === "class") frame.scope.names.set(statement.name, machine.evaluate(statement.value, frame));
  }
}

function inner(frame: Frame): Frame {
  return { ...frame, scope: new Scope(frame.scope.file, frame.scope) };
}

function executeStatement(statement: Statement, frame: Frame, machine: Machine): boolean {
  switch (statement.kind) {
    case "declare":
      bind(
        statement.target,
        statement.value ? machine.evaluate(statement.value, frame) : literal(undefined),
        frame,
        machine,
      );
      return true;
    case "function":
    case "class":
      return true;
    case "expression":
      machine.evaluate(statement.value, frame);
      return !machine.trail.ended && !machine.trail.thrown;
    case "return": {
      const value = statement.value ? machine.evaluate(statement.value, frame) : literal(undefined);
      const { ended, thrown, doubts, credential, status, settings } = machine.trail;
      if (!ended && !thrown) frame.exits.push({ value, doubts, credential, status, settings });
      return false;
    }
    case "throw":
      throwValue(machine.evaluate(statement.value, frame), machine);
      return false;
    case "if":
      return executeIf(statement, frame, machine);
    case "loop":
      return executeLoop(statement, frame, machine);
    case "try":
      return executeTry(statement, frame, machine);
    case "switch":
      return executeSwitch(statement, frame, machine);
    case "default": {
      const state = machine.modules.state(frame.scope.file);
      if (state) state.default = machine.evaluate(statement.value, frame);
      return true;
    }
    case "jump":
      return true;
  }
}

export function bind(target: Pattern | null, value: Value, frame: Frame, machine: Machine): void {
  if (!target) return;
  if (target.kind === "name") frame.scope.names.set(target.name, value);
  else if (target.kind === "array") {
    const items = value.kind === "list" ? value.items : [];
    // `const [, token] = (header ?? "").split(" ")`: nothing follows in what stands for something missing.
    const isMissing = isCredential(value) || (value.kind === "list" && !value.open && items.some(isCredential));
    target.items.forEach((item, index) => {
      const beyond =
        isMissing && value.kind !== "unknown"
          ? literal(undefined, true)
          : unknown(item?.kind === "name" ? item.name : null, ...doubtsOf(value));
      bind(item, items[index] ?? beyond, frame, machine);
    });
    if (target.rest)
      bind(
        target.rest,
        value.kind === "list" ? { ...value, items: value.items.slice(target.items.length) } : unknown(),
        frame,
        machine,
      );
  } else {
    for (const member of target.members) {
      const given = machine.member(value, member.key);
      const missing = given.kind === "literal" && given.value === undefined;
      const chosen = missing && member.default ? machine.evaluate(member.default, frame) : given;
      bind(
        member.target,
        missing && given.credential && chosen.kind === "literal" ? literal(chosen.value, true) : chosen,
        frame,
        machine,
      );
    }
    if (target.rest !== null)
      frame.scope.names.set(target.rest, value.kind === "record" ? value : unknown(target.rest, ...doubtsOf(value)));
  }
}

function throwValue(value: Value, machine: Machine): void {
  const { doubts, credential } = machine.trail;
  const innermost = machine.tries.at(-1);
  if (innermost) {
    innermost.thrown.push({ doubts, credential });
    machine.trail = { ...machine.trail, thrown: true };
  } else if (machine.simulation) {
    machine.simulation.throw(value);
    machine.trail = { ...machine.trail, ended: true };
  }
}

function executeIf(statement: IfStatement, frame: Frame, machine: Machine): boolean {
  const truth = truthOf(machine.evaluate(statement.test, frame));
  const { doubts, credential } = truth;
  const run = (body: readonly Statement[]) => (): boolean => machine.execute(body, inner(frame));
  if (truth.is === null) {
    const goesOn: boolean[] = [];
    const side = (body: readonly Statement[], holds: boolean): Branch => {
      const within = inner(frame);
      const run = (): boolean => {
        narrow(statement.test, holds, within, machine);
        const falls = machine.execute(body, within);
        if (falls && !machine.trail.ended && !machine.trail.thrown) goesOn.push(holds);
        return falls;
      };
      return { start: { doubts, credential }, ...setting(holds), scope: within.scope, run };
    };
    const setting = settingsOf(statement.test, doubts, frame, machine);
    const falls = machine.fork([side(statement.then, true), side(statement.else, false)]);
    const [only, other] = goesOn;
    if (only !== undefined && other === undefined) narrow(statement.test, only, frame, machine);
    return falls;
  }
  const [taken, skipped] = truth.is ? [statement.then, statement.else] : [statement.else, statement.then];
  if (!credential) return run(taken)();
  const goesOn = machine.fork([{ start: { credential: true }, run: run(taken) }]);
  // `if (req.user) return next();` is skipped for want of a user, so what follows happens for want of one.
  if (goesOn && leaves(skipped)) machine.trail = { ...machine.trail, credential: true };
  return goesOn;
}

/** Whether control does not come out of a block at its end. */
function leaves(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (!last) return false;
  if (last.kind === "return" || last.kind === "throw") return true;
  return last.kind === "if" && last.else.length > 0 && leaves(last.then) && leaves(last.else);
}

function executeLoop({ target, over, body }: LoopStatement, frame: Frame, machine: Machine): boolean {
  const value = over ? machine.evaluate(over, frame) : null;
  if (value?.kind === "list" && !value.open && value.items.length <= MOST_ROUNDS) {
    for (const item of value.items) {
      const round = inner(frame);
      bind(target, item, round, machine);
      if (!machine.fork([{ run: () => machine.execute(body, round) }, { run: () => true }])) return false;
    }
    return true;
  }
  const round = inner(frame);
  bind(
    target,
    unknown(target?.kind === "name" ? target.name : null, ...(value ? doubtsOf(value) : [])),
    round,
    machine,
  );
  machine.looping++;
  machine.fork([
    { start: { doubts: value ? doubtsOf(value) : [] }, run: () => machine.execute(body, round) },
    { run: () => true },
  ]);
  machine.looping--;
  return true;
}

function executeTry(statement: TryStatement, frame: Frame, machine: Machine): boolean {
  const record: TryRecord = { thrown: [] };
  const { caught } = statement;
  let falls = machine.fork([
    {
      run() {
        machine.tries.push(record);
        const fallen = machine.execute(statement.body, inner(frame));
        machine.tries.pop();
        // What is thrown here goes no further: how the request fares, the catch says.
        if (caught && machine.trail.thrown) machine.trail = { ...machine.trail, thrown: false, ended: true };
        return fallen;
      },
    },
    {
      // It is taken under the doubts of what was thrown, which are no others that it raises.
      get start() {
        return { doubts: record.thrown[0]?.doubts ?? [] };
      },
      exists: () => caught !== null && (record.thrown.length > 0 || machine.simulation === null),
      run() {
        if (!caught) return false;
        const doubts = record.thrown[0]?.doubts ?? [];
        machine.trail = { ...machine.trail, doubts, credential: record.thrown.some((each) => each.credential) };
        const handler = inner(frame);
        bind(caught.target, { kind: "record", fields: new Map(), open: true }, handler, machine);
        return machine.execute(caught.body, handler);
      },
    },
  ]);
  if (!caught) machine.tries.at(-1)?.thrown.push(...record.thrown);
  if (statement.finally.length > 0 && !machine.trail.ended)
    falls = machine.execute(statement.finally, inner(frame)) && falls;
  return falls;
}

/** Each case is a branch, with what it falls through to; `default`, or none of them, is the last. */
function executeSwitch({ on, cases }: SwitchStatement, frame: Frame, machine: Machine): boolean {
  const value = machine.evaluate(on, frame);
  const bodies = cases.map((_, index) => {
    const end = cases.findIndex((each, at) => at >= index && (leaves(each.body) || each.body.at(-1)?.kind === "jump"));
    return cases.slice(index, end === -1 ? cases.length : end + 1).flatMap((each) => each.body);
  });
  const tests = cases.map(({ test }) => (test ? truthOf(binary("===", value, machine.evaluate(test, frame))) : null));
  const certain = tests.findIndex((truth) => truth?.is === true);
  const start = { doubts: doubtsOf(value), credential: isCredential(value) };
  const run = (index: number) => () => machine.execute(bodies[index] ?? [], inner(frame));
  if (certain !== -1) return machine.fork([{ start, run: run(certain) }]);
  const branches = tests.flatMap((truth, index) => (truth?.is === false ? [] : [{ start, run: run(index) }]));
  if (!tests.includes(null)) branches.push({ start, run: () => true });
  return machine.fork(branches);
}
