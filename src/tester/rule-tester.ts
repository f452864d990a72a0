import { AssertionError } from "node:assert";
import { lint, type LintRun } from "../engine/lint.ts";
import { renderText } from "../reporters/text.ts";
import type { AnyRule } from "../rule/define.ts";
import { lineDiff } from "./line-diff.ts";
import { memoryTree } from "./memory-tree.ts";

/** A tiny project: texts by their paths. */
export type Files = Readonly<Record<string, string>>;

export interface ValidCase {
  readonly files: Files;
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface InvalidCase extends ValidCase {
  /** The findings, rendered as text without the summary; space around it does not count. */
  readonly report: string;
}

export interface RuleCases {
  readonly valid: Readonly<Record<string, ValidCase>>;
  readonly invalid: Readonly<Record<string, InvalidCase>>;
}

/**
 * Tests one rule on small projects held in memory, in any test framework: a case that fails throws an AssertionError
 * with both reports.
 *
 *     await new RuleTester(rule).run({
 *       valid: { "an index covers the key": { files: { "migrations/001_users.up.sql": "…" } } },
 *       invalid: { "no index": { files: { … }, report: "…" } },
 *     });
 */
export class RuleTester {
  readonly #rule: AnyRule;

  constructor(rule: AnyRule) {
    this.#rule = rule;
  }

  /** Runs every case; throws at the first that fails. A rule that is never seen to fire is not tested. */
  async run(cases: RuleCases): Promise<void> {
    for (const [name, valid] of Object.entries(cases.valid))
      this.#compare(`valid: ${name}`, "", await this.report(valid));
    for (const [name, invalid] of Object.entries(cases.invalid)) {
      if (invalid.report.trim() === "")
        throw this.#failure(`invalid: ${name}`, "a case that is invalid must expect a report", undefined);
      this.#compare(`invalid: ${name}`, invalid.report, await this.report(invalid));
    }
  }

  /** What archlint says of one case: the text of a report to be expected. Throws when the rule or a reader crashes. */
  async report(given: ValidCase): Promise<string> {
    const { id, severity } = this.#rule;
    const run = await lint({
      tree: memoryTree(given.files),
      rules: [this.#rule],
      config: { preset: "strict", rules: { [id]: [severity, given.options ?? {}] } },
    });
    mustHaveRead(id, run);
    return renderText(run.result, run.context, { width: 100, findingsOnly: true });
  }

  #compare(name: string, expected: string, actual: string): void {
    if (expected.trim() === actual.trim()) return;
    throw this.#failure(name, `expected (-) and found (+):\n${lineDiff(expected.trim(), actual.trim())}`, {
      expected: expected.trim(),
      actual: actual.trim(),
    });
  }

  #failure(name: string, message: string, reports: { expected: string; actual: string } | undefined): AssertionError {
    return new AssertionError({ message: `${this.#rule.id}: ${name}: ${message}`, ...reports, operator: "RuleTester" });
  }
}

/** A case that nothing read would pass as valid. */
function mustHaveRead(id: string, { result, listed }: LintRun): void {
  if (result.examined.totalFiles > 0) return;
  const left = listed.map(({ file, why }) => `${file}: ${why}`).join("; ");
  throw new AssertionError({ message: `${id}: none of the case's files was read: ${left || "it has none"}` });
}
