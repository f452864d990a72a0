import { ts } from "ts-morph";
import type { CodeVisitor } from "../../rule/code-visitor.ts";
import type { ReadInput } from "../language.ts";
import type { FileContext, NodeHandler } from "./extractor.ts";
import { register, type Dispatch } from "./walk.ts";

/** Puts the `visit` handlers of the rules that apply to a file into its walk, each behind the guard that contains a crash. */
export function registerRules(dispatch: Dispatch, context: FileContext, { rules, guard }: ReadInput): void {
  for (const { rule, options, report } of rules) {
    const visitor = rule.visit as CodeVisitor<unknown> | undefined;
    if (!visitor) continue;
    const given = { ...context, options, report };
    for (const [kind, handler] of Object.entries(visitor)) {
      const call = handler as (node: ts.Node, context: unknown) => void;
      const guarded: NodeHandler = (node) => guard(rule, context.file, () => call(node, given));
      register(dispatch, { [ts.SyntaxKind[kind as keyof typeof ts.SyntaxKind]]: guarded });
    }
  }
}
