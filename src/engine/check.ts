import type { Api, Project } from "../model/project.ts";
import type { ChangesSinceBase } from "../workspace/git.ts";
import type { Namespace } from "../rule/contexts.ts";
import type { ActiveRules } from "./active-rules.ts";
import type { CrashBox } from "./crash.ts";

/** What the surroundings say, beside the files themselves. */
export interface Surroundings {
  /** The oldest major version of PostgreSQL that the migrations still run on. */
  readonly postgresVersion: number;
  /** Null without a git base. */
  readonly changes: ChangesSinceBase | null;
  /** The contract at the base; null when there is none, or no rule asks. */
  readonly baseApi: Api | null;
}

/** Runs every `check` over the model; each is given what its namespace promises. */
export function checkModel(project: Project, rules: ActiveRules, surroundings: Surroundings, crashes: CrashBox): void {
  const run = (namespace: Namespace, input: object) => {
    for (const { rule, options, report } of rules.checkers(namespace)) {
      crashes.guardRule(rule, null, () => rule.check?.({ ...input, options, report } as never));
    }
  };
  run("openapi", { api: project.api, base: surroundings.baseApi });
  for (const history of project.histories) {
    const { postgresVersion, changes } = surroundings;
    run("schema", { schema: history.schema, history, postgresVersion, project });
    run("migration", { schema: history.schema, history, postgresVersion, changes, project });
  }
  run("code", { code: project.code, project });
  for (const namespace of ["contract", "query", "boundary", "decision"] as const) run(namespace, project);
}
