import type { Finding } from "../../findings/finding.ts";
import type { ChangeResult } from "../../findings/result.ts";
import { findSince } from "../../workspace/since.ts";
import type { Judgement } from "../decide.ts";
import { foldReports, inOrder, type Folded } from "../fold.ts";
import { givenConfig, lint, type LintOptions, type LintRun } from "../lint.ts";
import { NothingToCompare } from "../nothing-to-compare.ts";
import type { RawFinding } from "../raw-finding.ts";
import { lintCommit } from "./earlier.ts";
import { unchangedReports } from "./unchanged.ts";

export interface SinceOptions {
  /** A branch, tag or commit; undefined is the default branch. */
  readonly ref: string | undefined;
  /** Show only what was introduced since. */
  readonly newOnly: boolean;
}

/**
 * Runs over the tree as it was where HEAD left `ref` too, by today's configuration and rules, and tells by the findings of
 * both what was introduced and what was fixed. Throws {@link NothingToCompare} where there is no such commit.
 */
export async function lintSince(options: LintOptions, { ref, newOnly }: SinceOptions): Promise<LintRun> {
  const root = options.cwd ?? process.cwd();
  const since = findSince(root, ref);
  if ("missing" in since)
    throw new NothingToCompare(`${ref === undefined ? "--new-only" : "--since"}: ${since.missing}`);
  const loaded = await givenConfig(root, options);
  const run = await lint({ ...options, loaded, base: since.commit });
  const earlier = await lintCommit(options, loaded, since.commit);
  const compared = compare(run.judgement, earlier.judgement);
  const change: ChangeResult = {
    kind: "since",
    ref: since.name,
    commit: since.commit,
    introduced: compared.introduced.length,
    unchanged: compared.unchanged,
    fixed: compared.fixed,
    newOnly,
  };
  const findings = newOnly ? compared.introduced : compared.all;
  const warnings = earlier.result.crashed ? [...run.result.warnings, incomplete] : run.result.warnings;
  return { ...run, result: { ...run.result, findings, change, warnings } };
}

const incomplete =
  "a rule or a reader crashed on the earlier version, so what it would have found there counts as introduced now";

interface Compared {
  /** What is found now, each marked. */
  readonly all: readonly Finding[];
  readonly introduced: readonly Finding[];
  readonly unchanged: number;
  readonly fixed: readonly Finding[];
}

function compare(now: Judgement, before: Judgement): Compared {
  const same = unchangedReports(now, before);
  const isNew = (raw: RawFinding): boolean => !same.now.has(raw);
  const changeOf = ({ members }: Folded) => (members.some(isNew) ? "introduced" : "unchanged");
  const shown = (judgement: Judgement, hide: (raw: RawFinding) => boolean): readonly Folded[] =>
    foldReports(judgement.raw, { ...judgement.fold, known: hide }).filter(judgement.touched);
  return {
    all: inOrder(
      shown(now, (raw) => now.known.has(raw)),
      now.fold,
      changeOf,
    ),
    introduced: inOrder(
      shown(now, (raw) => now.known.has(raw) || !isNew(raw)),
      now.fold,
      changeOf,
    ),
    unchanged: inOrder(
      shown(now, (raw) => now.known.has(raw) || isNew(raw)),
      now.fold,
    ).length,
    fixed: inOrder(
      shown(before, (raw) => same.before.has(raw)),
      before.fold,
    ),
  };
}
