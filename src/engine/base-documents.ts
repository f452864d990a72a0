import type { ApiDocument } from "../facts/api.ts";
import type { Unread } from "../findings/finding.ts";
import { openapi } from "../languages/openapi/language.ts";
import type { Api } from "../model/project.ts";
import type { Base } from "../workspace/base.ts";
import type { Tree } from "../workspace/tree.ts";
import type { ActiveRules } from "./active-rules.ts";
import type { CrashBox } from "./crash.ts";
import type { Facts } from "./facts.ts";

/** What a run compares the project with. */
export interface Comparison {
  /** The commit to compare with, as git names it; default: where HEAD left the default branch. */
  readonly base?: string;
  /** The files as they were, when git is not to be asked: with a `tree` of its own nothing is compared. */
  readonly baseTree?: Tree;
  /** An older OpenAPI document to compare the one of the project with; relative to the root, or absolute. */
  readonly against?: string;
}

export interface BaseInput {
  readonly root: string;
  readonly tree: Tree;
  readonly base: Base | null;
  readonly options: Comparison & { readonly paths?: readonly string[] };
  readonly rules: ActiveRules;
  readonly facts: Facts;
  readonly ignore: readonly string[];
  readonly crashes: CrashBox;
}

export interface BaseApi {
  /** Null when there is nothing to compare with, or no rule asks. */
  readonly api: Api | null;
  readonly unread: readonly Unread[];
}

/** The documents of an older tree, without running a rule over them. */
export async function readDocuments(
  { ignore, crashes }: Pick<BaseInput, "ignore" | "crashes">,
  tree: Tree,
): Promise<{ readonly documents: readonly ApiDocument[]; readonly unread: readonly Unread[] }> {
  const { units } = openapi.discover(tree, { ignore });
  if (units.length === 0) return { documents: [], unread: [] };
  const reader = await openapi.load();
  const documents: ApiDocument[] = [];
  const unread: Unread[] = [];
  for (const unit of units) {
    const input = { tree, rules: [], embedded: new Map(), guard: () => undefined };
    const reading = crashes.guard("languages/openapi", unit.file, () => reader.read(unit, input));
    if (reading?.facts) documents.push(reading.facts);
    // A base that is broken YAML has no operations: comparing with it would find nothing, and look like health.
    for (const { file, line, reason } of reading?.unread ?? [])
      unread.push({ file, line, reason: `the earlier version cannot be read: ${reason}` });
  }
  return { documents, unread };
}
