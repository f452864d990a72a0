import type { Expression } from "../../../../facts/routes.ts";
import type { Value } from "./values.ts";

const MOST_TEXT = 60;

/** An expression as it is written, nearly: for the names of guards. */
export function describe(expression: Expression): string {
  const text = write(expression);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
}

function write(expression: Expression): string {
  switch (expression.kind) {
    case "name":
      return expression.name;
    case "this":
    case "super":
      return expression.kind;
    case "literal":
      return typeof expression.value === "string" ? JSON.stringify(expression.value) : String(expression.value);
    case "member":
      return typeof expression.key === "string"
        ? `${write(expression.object)}.${expression.key}`
        : `${write(expression.object)}[…]`;
    case "call":
      return `${expression.new ? "new " : ""}${write(expression.callee)}(${expression.arguments.map(inside).join(", ")})`;
    case "array":
      return `[${expression.items.map(write).join(", ")}]`;
    case "function":
      return expression.name ?? "inline function";
    case "class":
      return expression.name ?? "class";
    case "object":
      return expression.members.length === 0 ? "{}" : "{…}";
    case "spread":
      return `...${write(expression.value)}`;
    default:
      return "…";
  }
}

/** An argument: functions and objects say more by where they are than by what they hold. */
function inside(expression: Expression): string {
  return expression.kind === "function" && expression.name === null ? "…" : write(expression);
}

/** The name a value goes by; null for what has none. */
export function nameOf(value: Value): string | null {
  switch (value.kind) {
    case "closure":
    case "class":
      return value.fact.name;
    case "instance":
      return value.of.fact.name;
    case "unknown":
      return value.name;
    case "external":
      return value.path.at(-1) ?? value.module;
    case "applied":
      return nameOf(value.callee);
    case "lazy":
      return value.name;
    default:
      return null;
  }
}

/** Where the expression stands, when it is one that has a place. */
export function spanOf(expression: Expression): readonly [number, number] | null {
  return "at" in expression ? expression.at : null;
}
