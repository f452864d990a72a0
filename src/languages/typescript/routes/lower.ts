import type { ts } from "ts-morph";
import { lowerClass } from "./classes.ts";
import { lowerExpression } from "./expressions.ts";
import { lowerFunction, lowerPattern } from "./functions.ts";
import type { Interest } from "./interest.ts";
import type { Lowering } from "./lowering.ts";
import { lowerStatements } from "./statements.ts";

/** Deeper than anybody writes, shallower than the stack: below it, everything is opaque. */
const MAX_DEPTH = 150;

export function createLowering(sourceFile: ts.SourceFile, interest: Interest): Lowering {
  let depth = 0;
  let within = false;
  const lowering: Lowering = {
    expression: (node) => lowerExpression(node, lowering),
    statements: (nodes) => lowerStatements(nodes, lowering),
    function: (node) => lowerFunction(node, lowering),
    class: (node) => lowerClass(node, lowering),
    pattern: (name) => lowerPattern(name, lowering),
    at: (node) => [node.getStart(sourceFile), node.end],
    deeper(otherwise, lower) {
      if (depth >= MAX_DEPTH) return otherwise;
      depth++;
      const lowered = lower();
      depth--;
      return lowered;
    },
    inside(matters, lower) {
      const outer = within;
      within = matters;
      const lowered = lower();
      within = outer;
      return lowered;
    },
    matters: (node) => within || interest.has(node),
    registers: (node) => within || interest.registers(node),
  };
  return lowering;
}
