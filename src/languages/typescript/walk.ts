import { ts } from "ts-morph";
import type { NodeHandler, NodeVisitors } from "./extractor.ts";

/** One array slot for each syntax kind: undefined, or what to call, in order of registration. */
export type Dispatch = (NodeHandler[] | undefined)[];

const noHandlers: Dispatch = Array.from({ length: ts.SyntaxKind.Count });

export function createDispatch(): Dispatch {
  return noHandlers.slice();
}

export function register(dispatch: Dispatch, visitors: NodeVisitors): void {
  for (const kind in visitors) {
    const handler = visitors[Number(kind) as ts.SyntaxKind];
    if (handler) (dispatch[Number(kind)] ??= []).push(handler);
  }
}

/**
 * Walks a tree once, parents before children, in source order. It sets every node's `parent` on the way, which the
 * parser does in a walk of its own when asked, and calls the handlers once all of them are set. The stack is our own: a
 * chain of ten thousand `+` or `.` is as deep as it is long and would overflow a recursive walk.
 */
export function walk(root: ts.Node, dispatch: Dispatch): void {
  const asked: ts.Node[] = [];
  const stack: ts.Node[] = [root];
  let node: ts.Node | undefined;
  const push = (child: ts.Node): void => {
    (child as { parent: ts.Node }).parent = node as ts.Node;
    stack.push(child);
  };
  while ((node = stack.pop())) {
    if (dispatch[node.kind]) asked.push(node);
    if (node.kind <= ts.SyntaxKind.LastToken) continue;
    const first = stack.length;
    ts.forEachChild(node, push);
    for (let low = first, high = stack.length - 1; low < high; low++, high--) {
      const swap = stack[low] as ts.Node;
      stack[low] = stack[high] as ts.Node;
      stack[high] = swap;
    }
  }
  for (const each of asked) for (const handler of dispatch[each.kind] ?? []) handler(each);
}
