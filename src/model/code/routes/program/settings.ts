import type { Expression } from "../../../../facts/routes.ts";
import type { Branch, Frame, Machine } from "./machine.ts";
import { truthOf } from "./truth.ts";
import type { Doubt } from "./values.ts";

/** For each way a condition may go, whether it only goes there where the application is set so. */
interface Needs {
  readonly true: boolean;
  readonly false: boolean;
}

const BOTH: Needs = { true: true, false: true };
const NONE: Needs = { true: false, false: false };

/** What has to be set for a condition that is not known to hold, or not to hold: `isDevelopment && req.headers["x-user"]`. */
export function settingsOf(
  test: Expression,
  doubts: readonly Doubt[],
  frame: Frame,
  machine: Machine,
): (is: boolean) => Pick<Branch, "setting"> {
  const needs = !doubts.includes("config") ? NONE : doubts.length === 1 ? BOTH : needsOf(test, frame, machine);
  return (is) => ((is ? needs.true : needs.false) ? { setting: { condition: test, is } } : {});
}

function needsOf(test: Expression, frame: Frame, machine: Machine): Needs {
  if (test.kind === "unary" && test.operator === "!") {
    const inner = needsOf(test.value, frame, machine);
    return { true: inner.false, false: inner.true };
  }
  if (test.kind === "binary" && (test.operator === "&&" || test.operator === "||")) {
    const [left, right] = [needsOf(test.left, frame, machine), needsOf(test.right, frame, machine)];
    return test.operator === "&&"
      ? { true: left.true || right.true, false: left.false && right.false }
      : { true: left.true && right.true, false: left.false || right.false };
  }
  if (!isPlain(test)) return NONE;
  const { is, doubts } = truthOf(machine.evaluate(test, frame));
  return is === null && doubts.length === 1 && doubts[0] === "config" ? BOTH : NONE;
}

/** What can be read twice: names, members and comparisons of them. */
function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case "name":
    case "this":
    case "literal":
      return true;
    case "member":
      return typeof expression.key === "string" && isPlain(expression.object);
    case "binary":
      return isPlain(expression.left) && isPlain(expression.right);
    default:
      return false;
  }
}
