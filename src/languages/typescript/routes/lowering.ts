import type { ts } from "ts-morph";
import type { ClassFact, Expression, FunctionFact, Pattern, Span, Statement } from "../../../facts/routes.ts";

export const OPAQUE: Expression = { kind: "opaque" };

/** What lowering one file carries along: the lowerings of each kind of node, which call each other through it. */
export interface Lowering {
  expression(node: ts.Expression): Expression;
  statements(nodes: readonly ts.Statement[]): Statement[];
  function(node: ts.FunctionLikeDeclaration): FunctionFact;
  class(node: ts.ClassLikeDeclaration): ClassFact;
  pattern(name: ts.BindingName): Pattern;
  at(node: ts.Node): Span;
  /** Runs `lower` one level deeper, or answers `otherwise` when that is too deep. */
  deeper<T>(otherwise: T, lower: () => T): T;
  /** Inside a function that matters, every nested function does. */
  inside<T>(matters: boolean, lower: () => T): T;
  matters(node: ts.Node): boolean;
  registers(node: ts.Node): boolean;
}
