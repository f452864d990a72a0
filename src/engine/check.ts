import type { Project } from "../model/project.ts";
import type { Namespace } from "../rule/contexts.ts";
import type { ActiveRules } from "./active-rules.ts";
import type { CrashBox } from "./crash.ts";

/** Runs every `check` over the model; each is given what its namespace promises. */
export function checkModel(project: Project, rules: ActiveRules, postgresVersion: number, crashes: CrashBox): void {
  const run = (namespace: Namespace, input: object) => {
    for (const { rule, options, report } of rules.checkers(namespace)) {
      crashes.guardRule(rule, null, () => rule.check?.({ ...input, options, report } as never));
    }
  };
  run("openapi", { api: project.api });
  for (const history of project.histories) {
    const input = { schema: history.schema, history, postgresVersion };
    run("schema", input);
    run("migration", input);
  }
  run("code", { code: project.code, project });
  for (const namespace of ["contract", "query", "boundary", "decision"] as const) run(namespace, project);
}
