import type { Node } from "libpg-query";
import type { Predicate } from "../../../../facts/queries.ts";
import { strings } from "../../ast.ts";
import type { Block } from "./block.ts";
import { span } from "./spans.ts";

const likes: ReadonlySet<Predicate["operator"]> = new Set(["like", "ilike", "not like"]);

/** Whether the pattern of a LIKE begins with a wildcard, where its beginning is known. */
export function pattern(
  operator: Predicate["operator"],
  node: Node | undefined,
  block: Block,
): Pick<Predicate, "wildcard"> {
  if (!likes.has(operator)) return {};
  const known = beginning(node, block);
  if (!known) return {};
  const at = known.text.search(/(?<!\\)[%_]/);
  if (at === 0) return { wildcard: "leading" };
  // What goes on unknown may hold one, later.
  if (at > 0 || (!known.whole && known.text !== "")) return { wildcard: "later" };
  return known.whole ? { wildcard: "none" } : {};
}

/** What a pattern begins with; `whole` when nothing follows. */
function beginning(node: Node | undefined, block: Block): { text: string; whole: boolean } | null {
  if (!node) return null;
  if ("TypeCast" in node) return beginning(node.TypeCast.arg, block);
  if ("A_Const" in node && node.A_Const.sval) {
    const text = node.A_Const.sval.sval ?? "";
    const range = span(node, block.statement);
    const hole = block.holeFrom(range.start, range.end);
    return hole === null
      ? { text, whole: true }
      : { text: text.slice(0, Math.max(0, hole - range.start - 1)), whole: false };
  }
  const first =
    "A_Expr" in node && strings(node.A_Expr.name)[0] === "||"
      ? node.A_Expr.lexpr
      : "FuncCall" in node && strings(node.FuncCall.funcname).at(-1) === "concat"
        ? node.FuncCall.args?.[0]
        : undefined;
  const known = beginning(first, block);
  return known && { text: known.text, whole: false };
}
