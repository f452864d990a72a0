import { ts } from "ts-morph";
import type { CodeVisitor } from "../../rule/code-visitor.ts";
import type { AnyRule } from "../../rule/define.ts";
import type { ReadInput } from "../language.ts";
import type { FileContext } from "./extractor.ts";
import type { Dispatch } from "./walk.ts";

type Visit = (node: ts.Node, context: unknown) => void;

/** Puts the `visit` handlers of the rules that apply to a file into its walk, each behind the guard that contains a crash. */
export function registerRules(dispatch: Dispatch, context: FileContext, { rules, guard }: ReadInput): void {
  for (const { rule, options, report } of rules) {
    const given = { ...context, options, report };
    for (const [kind, visit] of visitsOf(rule)) {
      (dispatch[kind] ??= []).push((node) => guard(rule, context.file, () => visit(node, given)));
    }
  }
}

const known = new WeakMap<AnyRule, readonly (readonly [ts.SyntaxKind, Visit])[]>();

/** A rule's handlers by the number of their kind; looked up once a rule and not once a file. */
function visitsOf(rule: AnyRule): readonly (readonly [ts.SyntaxKind, Visit])[] {
  let visits = known.get(rule);
  if (!visits) {
    const visitor = (rule.visit ?? {}) as CodeVisitor<unknown>;
    visits = Object.entries(visitor).map(
      ([kind, visit]) => [ts.SyntaxKind[kind as keyof typeof visitor], visit as Visit] as const,
    );
    known.set(rule, visits);
  }
  return visits;
}
