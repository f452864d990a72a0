import { segmentsOf } from "../pointer.ts";
import type { SourceNode } from "../walk/node.ts";
import { aKind, aNode } from "./words.ts";

/** `info.version` for what stands in the node, the node's kind for itself. */
export function subjectOf(node: SourceNode, path: string): string {
  if (path === "") return aNode(node.kind, node.value);
  const name = segmentsOf(path).join(".");
  if (node.kind === "Document" || node.kind === "Info") return `\`${node.kind === "Info" ? "info." : ""}${name}\``;
  // What is wrong with the type itself cannot be told by it.
  return `\`${name}\` of ${path === "/type" ? aKind(node.kind) : aNode(node.kind, node.value)}`;
}
