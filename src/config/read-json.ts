import { parseTree, type Node, type ParseError, printParseErrorCode } from "jsonc-parser";
import type { SourceText } from "../workspace/source-text.ts";
import type { KeyPath } from "./config.ts";
import { dataFile, lineAndColumn, malformed, Offsets, type DataFile } from "./data-file.ts";

/** Reads JSON, with comments and trailing commas allowed. Throws a ConfigError for anything else. */
export function readJson(source: SourceText): DataFile {
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, { allowTrailingComma: true, disallowComments: false });
  const [error] = errors;
  if (root === undefined && source.text.trim() === "") return dataFile(source, undefined, new Offsets());
  if (error) throw malformed(source, error.offset, "JSON", wordsOf(printParseErrorCode(error.error)));
  const offsets = new Offsets();
  return dataFile(source, root && valueOf(root, [], offsets, source), offsets);
}

function valueOf(node: Node, path: KeyPath, offsets: Offsets, source: SourceText): unknown {
  if (path.length === 0 || typeof path.at(-1) === "number") offsets.set(path, node.offset);
  if (node.type === "array")
    return (node.children ?? []).map((child, index) => valueOf(child, [...path, index], offsets, source));
  if (node.type !== "object") return node.value as unknown;
  const entries = new Map<string, unknown>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children as [Node, Node];
    const name = String(key.value);
    const inner = [...path, name];
    if (entries.has(name)) {
      throw malformed(
        source,
        key.offset,
        "each key once",
        `\`${name}\` stands at ${lineAndColumn(source, offsets.nearest(inner))} already`,
      );
    }
    offsets.set(inner, key.offset);
    entries.set(name, valueOf(value, inner, offsets, source));
  }
  // Not by assignment: a key `__proto__` is an unknown key, not a prototype.
  return Object.fromEntries(entries);
}

/** `PropertyNameExpected` → `property name expected`. */
function wordsOf(code: string): string {
  return code.replace(/[A-Z]/g, (letter, index) => (index === 0 ? letter : ` ${letter}`)).toLowerCase();
}
