import type { Node } from "jsonc-parser";
import { jsonc } from "../../../packages/jsonc-parser.ts";
import { segmentsOf } from "../pointer.ts";
import type { Found, PositionIndex } from "./position-index.ts";

/** Looks pointers up in JSON: jsonc-parser's tree keeps the offset of everything, in one line of megabytes too. */
export function indexJson(text: string): PositionIndex {
  let root: Node | undefined;
  try {
    root = jsonc().parseTree(text, [], { allowTrailingComma: true });
  } catch {
    // Nested past the stack: nothing in it was read, and only the file as a whole can be pointed at.
    root = undefined;
  }
  return {
    find(pointer) {
      let node = root;
      let key: Node | undefined;
      let depth = 0;
      for (const segment of segmentsOf(pointer)) {
        const next = node && step(node, segment);
        if (!next) break;
        ({ node, key } = next);
        depth++;
      }
      return node ? { depth, ...foundAt(node, key) } : undefined;
    },
  };
}

function step(node: Node, segment: string): { node: Node | undefined; key: Node | undefined } | undefined {
  if (node.type === "array") {
    const item = /^\d+$/.test(segment) ? node.children?.[Number(segment)] : undefined;
    return item && { node: item, key: undefined };
  }
  if (node.type !== "object") return undefined;
  // Of two equal keys, the last one counts.
  const property = node.children?.findLast((each) => each.children?.[0]?.value === segment);
  return property && { node: property.children?.[1], key: property.children?.[0] };
}

function foundAt(node: Node, key: Node | undefined): Omit<Found, "depth"> {
  const value = { start: node.offset, end: node.offset + node.length };
  const scalar = node.type !== "object" && node.type !== "array";
  return {
    key: key ? { start: key.offset, end: key.offset + key.length } : null,
    value,
    head: scalar ? value : { start: node.offset, end: node.offset + 1 },
  };
}
