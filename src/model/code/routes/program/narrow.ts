import type { Expression } from "../../../../facts/routes.ts";
import type { Frame, Machine } from "./machine.ts";
import { binary, truthOf } from "./truth.ts";
import { choice, literal, options, packageOf, type Value } from "./values.ts";

type Holds = (value: Value) => boolean | null;

/**
 * Leaves of the values a name may have those a test did not rule out: after `if (error) return error();` there is no
 * error, in `if (!session.ok)` the session is one that is not, and what is no `Response` is what was asked for.
 */
export function narrow(test: Expression, holds: boolean, frame: Frame, machine: Machine): void {
  if (!machine.simulation) return;
  switch (test.kind) {
    case "unary":
      if (test.operator === "!") narrow(test.value, !holds, frame, machine);
      return;
    case "name":
    case "member":
      keep(test, (value) => truthOf(value).is, holds, frame, machine);
      return;
    case "binary":
      narrowBinary(test, holds, frame, machine);
      return;
    default:
      return;
  }
}

function narrowBinary(
  { operator, left, right }: Expression & { kind: "binary" },
  holds: boolean,
  frame: Frame,
  machine: Machine,
): void {
  switch (operator) {
    case "&&":
    case "||": {
      const both = operator === "&&";
      // Of `a && b` that holds, each does; of one that does not, the one that is left when the other is known to hold.
      if (holds === both || known(right, both, frame, machine)) narrow(left, holds, frame, machine);
      if (holds === both || known(left, both, frame, machine)) narrow(right, holds, frame, machine);
      return;
    }
    case "===":
    case "!==":
    case "==":
    case "!=": {
      const [subject, other] = isPlain(left) && left.kind !== "literal" ? [left, right] : [right, left];
      if (!isPlain(other)) return;
      const wanted = machine.evaluate(other, frame);
      if (wanted.kind === "literal")
        keep(subject, (value) => truthOf(binary(operator, value, wanted)).is, holds, frame, machine);
      return;
    }
    case "instanceof":
      keep(left, (value) => isInstance(value, machine.evaluate(right, frame)), holds, frame, machine);
      return;
    case "in":
      if (left.kind === "literal") keep(right, (value) => has(value, String(left.value)), holds, frame, machine);
      return;
    default:
      return;
  }
}

/** Whether something that is asked without doing anything comes out this way for sure. */
function known(test: Expression, is: boolean, frame: Frame, machine: Machine): boolean {
  return isPlain(test) && truthOf(machine.evaluate(test, frame)).is === is;
}

function isPlain(expression: Expression): boolean {
  if (expression.kind === "member") return typeof expression.key === "string" && isPlain(expression.object);
  if (expression.kind === "unary") return isPlain(expression.value);
  return expression.kind === "name" || expression.kind === "literal";
}

function keep(subject: Expression, test: Holds, holds: boolean, frame: Frame, machine: Machine): void {
  const keys: string[] = [];
  let root = subject;
  for (; root.kind === "member" && typeof root.key === "string"; root = root.object) keys.unshift(root.key);
  if (root.kind !== "name") return;
  const all = frame.scope.find(root.name);
  if (all?.kind !== "choice") return;
  const read = (from: Value): Value => keys.reduce((value, key) => machine.member(value, key), from);
  const left = options(all).filter((option) => (test(read(machine.force(option))) ?? holds) === holds);
  if (left.length > 0 && left.length < all.options.length) frame.scope.narrow(root.name, choice(left));
}

/** `x instanceof Response`, `"error" in x`, of one value that tells; null for what does not, and for other operators. */
export function kindTest(operator: string, left: Value, right: Value): Value | null {
  const [subject, is] =
    operator === "instanceof"
      ? [left, isInstance(left, right)]
      : operator === "in" && left.kind === "literal"
        ? [right, has(right, String(left.value))]
        : [left, null];
  return is === null ? null : literal(is, truthOf(subject).credential);
}

/** Whether a value is of a class; only for the web's responses and for what is no object at all. */
function isInstance(value: Value, of: Value): boolean | null {
  if (value.kind === "literal") return false;
  const name = of.kind === "external" ? (of.path[0] ?? "") : "";
  const isResponse = /^(Next)?Response$/.test(name) && /^(global$|next\/server)/.test(packageOf(of) ?? "");
  if (!isResponse) return null;
  if (value.kind === "part") return value.part === "response";
  return value.kind === "record" || value.kind === "closure" || value.kind === "list" ? false : null;
}

function has(value: Value, key: string): boolean | null {
  if (value.kind === "record") return value.fields.has(key) || (value.open ? null : false);
  return null;
}
