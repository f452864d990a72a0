import path from "node:path";
import { lint, type LintRun } from "../../src/engine/lint.ts";

/** The demo project, checked with a few rules that read several layers: reports small enough to be read. */
export function demo(): Promise<LintRun> {
  return lint({
    cwd: path.join(import.meta.dirname, "../../fixtures/projects/bookshop"),
    config: { preset: "strict" },
    only: ["contract/operation-implemented", "migration/concurrent-index", "code/route-without-auth"],
    baseline: false,
  });
}

export function golden(name: string): string {
  return path.join(import.meta.dirname, "golden", name);
}
