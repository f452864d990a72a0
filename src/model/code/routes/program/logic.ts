import type { Expression } from "../../../../facts/routes.ts";
import { credited } from "./credited.ts";
import type { Frame, Machine } from "./machine.ts";
import { kindTest, narrow } from "./narrow.ts";
import { Scope } from "./scope.ts";
import { binary, doubtful, onlySettings, truthOf, union } from "./truth.ts";
import { choice, literal, type Value } from "./values.ts";

/** Operators, and those of them that may skip their right side. */
export function evaluateBinary(
  operator: string,
  left: Expression,
  right: Expression,
  frame: Frame,
  machine: Machine,
): Value {
  if (operator !== "&&" && operator !== "||" && operator !== "??") {
    const [a, b] = [machine.evaluate(left, frame), machine.evaluate(right, frame)];
    return (machine.simulation ? kindTest(operator, a, b) : null) ?? binary(operator, a, b);
  }
  const first = machine.evaluate(left, frame);
  const truth = truthOf(first);
  if (operator === "??") {
    if (first.kind === "literal" && first.value == null)
      return inPlaceOf(evaluateFor(right, first.credential, frame, machine), first.credential);
    if (first.kind !== "unknown" && first.kind !== "choice") return first;
    return choice([first, machine.evaluate(right, frame)]);
  }
  if (truth.is !== null) {
    if (truth.is !== (operator === "&&")) return first;
    return inPlaceOf(evaluateFor(right, truth.credential, frame, machine), truth.credential);
  }
  let second: Value = literal(undefined);
  machine.fork([
    {
      start: { doubts: truth.doubts, credential: truth.credential },
      run: () => ((second = machine.evaluate(right, given(left, operator === "&&", frame, machine))), true),
    },
    { run: () => true },
  ]);
  return joined(operator, first, second);
}

/** What is evaluated for want of credentials: `ctx.state.user ?? ctx.throw(401)`. */
function evaluateFor(expression: Expression, credential: boolean, frame: Frame, machine: Machine): Value {
  let value: Value = literal(undefined);
  const run = (): boolean => ((value = machine.evaluate(expression, frame)), true);
  if (credential) machine.fork([{ start: { credential }, run }]);
  else run();
  return value;
}

/** The value of `a && b` or `a || b` when `a` is not known. */
function joined(operator: "&&" | "||", first: Value, second: Value): Value {
  const [a, b] = [truthOf(first), truthOf(second)];
  const decides = operator === "||";
  if (b.is === decides && second.kind === "literal" && typeof second.value === "boolean")
    return literal(decides, a.credential || b.credential);
  // `isProduction && req.query.key` without a key: one of them is not there.
  if (b.is === decides && second.kind === "literal" && b.credential) return second;
  // `known && undefined` is false, whatever is known.
  if (!decides && b.is === false && second.kind === "literal")
    return literal(second.value, a.credential || b.credential);
  if (b.is === !decides && second.kind === "literal" && b.credential)
    return decides ? doubtful(a.doubts, true) : second;
  if (second.kind === "literal" && typeof second.value !== "boolean") return choice([first, second]);
  if (b.is === null)
    return second.kind === "unknown"
      ? doubtful(union(a.doubts, b.doubts), a.credential || b.credential)
      : choice([first, second]);
  if (second.kind === "literal") return doubtful(a.doubts, a.credential || b.credential);
  return choice([first, second]);
}

/** What stands for something missing is as telling as its absence: `header ?? ""`. */
function inPlaceOf(value: Value, credential: boolean): Value {
  return credential && value.kind !== "closure" && value.kind !== "record" ? credited(value) : value;
}

/** Where a test came out one way. */
function given(test: Expression, holds: boolean, frame: Frame, machine: Machine): Frame {
  if (!machine.simulation) return frame;
  const inner: Frame = { ...frame, scope: new Scope(frame.scope.file, frame.scope) };
  narrow(test, holds, inner, machine);
  return inner;
}

export function branch(
  test: Value,
  asked: Expression,
  then: Expression,
  otherwise: Expression,
  frame: Frame,
  machine: Machine,
): Value {
  const truth = truthOf(test);
  if (truth.is !== null) {
    const value = evaluateFor(truth.is ? then : otherwise, truth.credential, frame, machine);
    return inPlaceOf(value, truth.credential);
  }
  const values: Value[] = [];
  const run = (side: Expression) => () => (
    values.push(machine.evaluate(side, given(asked, side === then, frame, machine))),
    true
  );
  const start = { doubts: truth.doubts, credential: truth.credential };
  machine.fork([
    { start, run: run(then) },
    { start, run: run(otherwise) },
  ]);
  return choice(values, onlySettings(truth.doubts));
}
