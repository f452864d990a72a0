import type { ActiveRule, CommonReading } from "../../../src/languages/language.ts";
import type { CodeReading } from "../../../src/languages/typescript/language.ts";
import { reader } from "../../../src/languages/typescript/reader.ts";
import type { CodeRole } from "../../../src/rule/code-visitor.ts";
import { memoryTree } from "../../support/memory-tree.ts";

/** Reads one file of a tree that holds nothing else. */
export function readCode(
  text: string | Uint8Array,
  { file = "src/a.ts", role = "server" as CodeRole, rules = [] as readonly ActiveRule[] } = {},
): CodeReading & CommonReading {
  const tree = memoryTree({ [file]: text });
  return reader.read({ file, role }, { tree, rules, embedded: new Map(), guard: (_rule, _file, call) => call() });
}
