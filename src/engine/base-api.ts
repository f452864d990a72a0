import { createHash } from "node:crypto";
import { buildApi } from "../model/api.ts";
import { findBase, type Base } from "../workspace/base.ts";
import { GitTree, openGitTree } from "../workspace/git-tree.ts";
import { TreeView } from "../workspace/tree-view.ts";
import { UnreadableFile, type Tree } from "../workspace/tree.ts";
import type { ActiveRules } from "./active-rules.ts";
import type { Facts } from "./facts.ts";
import { readAgainst } from "./against.ts";
import { readDocuments, type BaseApi, type BaseInput, type Comparison } from "./base-documents.ts";
import { NothingToCompare } from "./nothing-to-compare.ts";

/** The commit to compare with; null when nobody asks, or another tree is given. A commit that was asked for must exist. */
export function baseFor(
  root: string,
  options: Comparison & { readonly tree?: Tree },
  rules: ActiveRules,
  { documents }: Pick<Facts, "documents">,
): Base | null {
  if (options.tree || options.baseTree) return null;
  const wanted = options.against === undefined && documents.length > 0 && isAsked(rules);
  if (options.base === undefined && !wanted) return null;
  const base = findBase(root, options.base);
  if (options.base !== undefined && "missing" in base) throw new NothingToCompare(`--base: ${base.missing}`);
  return base;
}

/**
 * The contract as it was. A document none of whose files changed since is not read again: it is the one of today. A base
 * that cannot be found is said, for silence would look like health.
 */
export async function readBaseApi(input: BaseInput): Promise<BaseApi> {
  const nothing: BaseApi = { api: null, unread: [] };
  if (!isAsked(input.rules)) return nothing;
  const { base } = input;
  const { against, baseTree } = input.options;
  if (against !== undefined) return readAgainst(input, against);
  if (baseTree) return readBaseTree(input, baseTree);
  if (base === null) return nothing;
  if ("commit" in base) return readBaseTree(input, openGitTree(input.root, base.commit));
  const [first] = input.facts.documents;
  if (!first || base.first) return nothing;
  const reason = `not compared with an earlier version: ${base.missing}`;
  return { api: null, unread: [{ file: first.file, line: 1, reason }] };
}

function isAsked(rules: ActiveRules): boolean {
  return rules.rules.some((rule) => rule.comparesWithBase);
}

async function readBaseTree(input: BaseInput, base: Tree): Promise<BaseApi> {
  const { documents } = input.facts;
  const differs = differences(input.tree, base);
  if (base instanceof GitTree) base.prefetch(documents.flatMap((document) => document.files.filter(differs.byId)));
  const same = documents.filter((document) => !document.files.some(differs.byText));
  const changed = documents.filter((document) => !same.includes(document)).map((document) => document.file);
  // What is gone may have moved. What else the base had is no document today either.
  const gone = base.files.filter((file) => /\.(?:ya?ml|json)$/i.test(file) && !input.tree.has(file));
  if (base instanceof GitTree) base.prefetch(gone);
  const read = await readDocuments(input, new TreeView(base, [...changed, ...gone]));
  return { api: buildApi([...same, ...read.documents]), unread: read.unread };
}

/** Whether a file is another one in the two trees: first by git's id of it, which costs no reading, and by its text. */
function differences(today: Tree, base: Tree) {
  const known = new Map<string, boolean>();
  const byId = (file: string): boolean => {
    const id = base instanceof GitTree ? base.blobOf(file) : null;
    return id === null || id !== blobId(textOf(today, file) ?? "", id.length);
  };
  const byText = (file: string): boolean => {
    let differs = known.get(file);
    if (differs === undefined) {
      differs = byId(file) && textOf(today, file) !== textOf(base, file);
      known.set(file, differs);
    }
    return differs;
  };
  return { byId, byText };
}

/** What git would call these contents: SHA-1, or SHA-256 in a repository of that format (64 digits). */
function blobId(text: string, digits: number): string {
  const bytes = Buffer.from(text);
  const hash = createHash(digits === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function textOf(tree: Tree, file: string): string | null {
  try {
    return tree.read(file).text;
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}
