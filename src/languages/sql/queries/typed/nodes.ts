import type { Node } from "libpg-query";
import { string } from "./names.ts";

type Located = { readonly location?: number };
export type OperatorKind = Extract<Node, { A_Expr: unknown }>["A_Expr"]["kind"];
type SubLinkKind = Extract<Node, { SubLink: unknown }>["SubLink"]["subLinkType"];

export function operator(
  kind: OperatorKind,
  name: string,
  lexpr: Node | undefined,
  rexpr: Node,
  at: Located = {},
): Node {
  return { A_Expr: { kind, name: [string(name)], ...(lexpr && { lexpr }), rexpr, ...at } } as Node;
}

export function subquery(subLinkType: SubLinkKind, subselect: Node, at: Located, more: object = {}): Node {
  return { SubLink: { subLinkType, subselect, ...more, ...at } } as Node;
}
