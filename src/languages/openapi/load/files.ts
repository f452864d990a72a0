import type { SourceText } from "../../../workspace/source-text.ts";
import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import { isCode, loadCode } from "../fragments/code-file.ts";
import { formatOf } from "./format.ts";
import type { LoadedFile } from "./loaded-file.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";

/** The YAML and JSON files of one tree, each parsed once. A bad file is an answer, never an exception. */
export class Files {
  readonly tree: Tree;
  readonly #loaded = new Map<string, LoadedFile>();

  constructor(tree: Tree) {
    this.tree = tree;
  }

  load(file: string): LoadedFile {
    const known = this.#loaded.get(file);
    if (known) return known;
    const loaded = this.#read(file);
    this.#loaded.set(file, loaded);
    return loaded;
  }

  /** Drops what only one document needed: a root is seldom referenced by another document. */
  forget(file: string): void {
    this.#loaded.delete(file);
  }

  #read(file: string): LoadedFile {
    let source: SourceText;
    try {
      source = this.tree.read(file);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return { file, value: undefined, problems: [], unread: { line: 1, reason: error.reason } };
    }
    if (isCode(file)) return loadCode(file, source.text);
    // A reference may lead to prose: `description: { $ref: ./intro.md }`.
    if (!/\.(?:ya?ml|json)$/i.test(file) && !/^\s*[{\w"'#-]/.test(source.text))
      return { file, value: source.text, problems: [], unread: null };
    if (/\.(?:md|markdown|txt|html?)$/i.test(file)) return { file, value: source.text, problems: [], unread: null };
    const parsed = formatOf(file, source.text) === "json" ? parseJson(source.text) : parseYaml(source.text);
    if (parsed.value !== undefined) return { file, ...parsed, unread: null };
    // Code, say: what is wrong with it as YAML is of no interest to anyone.
    if (!/\.(?:ya?ml|json)$/i.test(file))
      return { file, value: undefined, problems: [], unread: { line: 1, reason: "it is neither YAML nor JSON" } };
    const problem = parsed.problems[0];
    return {
      file,
      ...parsed,
      unread: { line: source.positionAt(problem?.start ?? 0).line, reason: problem?.message ?? "it cannot be read" },
    };
  }
}
