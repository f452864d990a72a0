import { ts } from "ts-morph";
import type { NodeHandler, NodeVisitors } from "./extractor.ts";

/** One array slot for each syntax kind: undefined, or what to call, in order of registration. */
export type Dispatch = (NodeHandler[] | undefined)[];

export function createDispatch(): Dispatch {
  return Array.from({ length: ts.SyntaxKind.Count });
}

export function register(dispatch: Dispatch, visitors: NodeVisitors): void {
  for (const [kind, handler] of Object.entries(visitors)) {
    if (handler) (dispatch[Number(kind)] ??= []).push(handler);
  }
}

/**
 * Walks a tree once, parents before children, in source order. The stack is our own: a chain of ten thousand `+` or `.`
 * is as deep as it is long and would overflow a recursive walk.
 */
export function walk(root: ts.Node, dispatch: Dispatch): void {
  const stack: ts.Node[] = [root];
  const push = (child: ts.Node): void => {
    stack.push(child);
  };
  let node: ts.Node | undefined;
  while ((node = stack.pop())) {
    const handlers = dispatch[node.kind];
    if (handlers) for (const handler of handlers) handler(node);
    if (node.kind <= ts.SyntaxKind.LastToken) continue;
    const first = stack.length;
    ts.forEachChild(node, push);
    for (let low = first, high = stack.length - 1; low < high; low++, high--) {
      const swap = stack[low] as ts.Node;
      stack[low] = stack[high] as ts.Node;
      stack[high] = swap;
    }
  }
}
