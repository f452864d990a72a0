import { createWrappedNode, ts } from "ts-morph";
import type { CodeRole } from "../../rule/code-visitor.ts";
import { anchorOf } from "./anchor.ts";
import type { FileContext } from "./extractor.ts";

export interface FileSetting {
  readonly file: string;
  readonly role: CodeRole;
  readonly package: string;
  readonly dependencies: ReadonlySet<string>;
}

/** What extractors and rules may ask of the file they visit. */
export function createFileContext(setting: FileSetting, sourceFile: ts.SourceFile): FileContext {
  const { file } = setting;
  return {
    ...setting,
    ts,
    sourceFile,
    text: sourceFile.text,
    at: (node) => ({ file, start: node.getStart(sourceFile), end: node.end }),
    anchor: (node) => anchorOf(file, node),
    wrap: (node) => createWrappedNode(node, { sourceFile }),
  };
}
