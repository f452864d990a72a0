import type { Step } from "../../src/model/schema.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "migration/unique-version",
  practice: "migration/discipline",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no two migrations of a history have the same version",
  why: "A tool remembers a migration by its version. Of two with the same one it refuses to start, or runs the first it meets and takes the other for done: then some databases have the one and some the other. It happens when two branches number their migrations alike and both are merged.",
  fix: "give the newer one the next free version, unless it has been applied somewhere",
  tradeoff:
    "None: where both have been applied everywhere by hand, keep the rule and ignore the one place with a reason.",
  references: ["https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md"],
  check({ history, report }) {
    const first = new Map<string, Step>();
    for (const step of history.steps) {
      const version = versionOf(history.tool, step.migration.version);
      const known = version === null ? undefined : first.get(version);
      if (version === null || known === undefined) {
        if (version !== null) first.set(version, step);
        continue;
      }
      report({
        at: step,
        message: `migration \`${step.migration.version}\` has the version of another one, \`${version}\``,
        label: "the same version again",
        related: [{ at: known, label: "has it already" }],
      });
    }
  },
});

/** What the tool remembers an applied migration by; null where that is the whole name, which the file system keeps unique. */
function versionOf(tool: string, name: string): string | null {
  if (tool === "flyway")
    return (
      /^V(\d[\d._]*?)_?(?:__|$)/
        .exec(name)?.[1]
        ?.replaceAll("_", ".")
        .replaceAll(/(^|\.)0+(?=\d)/g, "$1") ?? null
    );
  if (tool === "diesel") return /^[\d-]+/.exec(name)?.[0].replaceAll("-", "") ?? null;
  return byNumber.has(tool) ? (/^\d+/.exec(name)?.[0].replace(/^0+(?=\d)/, "") ?? null) : null;
}

const byNumber: ReadonlySet<string> = new Set([
  "golang-migrate",
  "goose",
  "dbmate",
  "sqlx",
  "hasura",
  "supabase",
  "postgrator",
  "atlas",
]);
