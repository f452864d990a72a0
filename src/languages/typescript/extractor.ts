import type { ts } from "ts-morph";
import type { CodeFileView } from "../../rule/code-visitor.ts";

/** Called for each node of a kind, parents before children, in source order. Every node of the tree has its `parent` by then. */
export type NodeHandler = (node: ts.Node) => void;

/** Keyed by `ts.SyntaxKind`. Handlers take the kind they registered for: cast once, at the top. */
export type NodeVisitors = Partial<Record<ts.SyntaxKind, NodeHandler>>;

/** What an extractor knows of its file beside the nodes. */
export interface FileContext extends CodeFileView {
  /** The whole text, as the nodes' offsets count it. */
  readonly text: string;
  /** The folder of the nearest package.json: `""` for the root. */
  readonly package: string;
  /** Names the nearest package.json lists as dependencies of any kind. */
  readonly dependencies: ReadonlySet<string>;
}

/**
 * Gathers one kind of facts in the shared walk of one file. `finish` is called once, after the walk, and returns plain
 * data: no node may survive in it, for the tree is dropped.
 */
export interface Extractor<Facts> {
  readonly visitors: NodeVisitors;
  finish(): Facts;
}

/** Called once a file, before the walk: `context.sourceFile` may be read already, but its nodes have no parents yet. */
export type CreateExtractor<Facts> = (context: FileContext) => Extractor<Facts>;
