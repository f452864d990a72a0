import type { ts } from "ts-morph";
import type { Expression, Span } from "../../../facts/routes.ts";
import type { Interest } from "./interest.ts";

export const OPAQUE: Expression = { kind: "opaque" };

/** Deeper than anybody writes, shallower than the stack: below it, everything is opaque. */
const MAX_DEPTH = 150;

/** What lowering one file carries along. */
export interface Lowering {
  readonly interest: Interest;
  at(node: ts.Node): Span;
  /** Runs `lower` one level deeper, or answers `otherwise` when that is too deep. */
  deeper<T>(otherwise: T, lower: () => T): T;
  /** Inside a function that matters, every nested function does. */
  inside<T>(matters: boolean, lower: () => T): T;
  matters(node: ts.Node): boolean;
}

export function createLowering(sourceFile: ts.SourceFile, interest: Interest): Lowering {
  let depth = 0;
  let within = false;
  return {
    interest,
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
  };
}
