import type { Project } from "../model/project.ts";
import type { Facts } from "./facts.ts";
import type { ListedFiles } from "./listed-files.ts";
import type { Examined } from "../findings/result.ts";

/** What a run looked at. A clean run says this, for green on zero input means nothing. */
export function examine(listed: ListedFiles, project: Project, facts: Facts, rules: number): Examined {
  const migrations = facts.histories.flatMap((history) => history.migrations);
  const sum = (count: (migration: (typeof migrations)[number]) => number) =>
    migrations.reduce((total, migration) => total + count(migration), 0);
  return {
    files: listed.counts(),
    totalFiles: listed.taken,
    operations: project.api.operations().length,
    migrations: migrations.length,
    statements: sum((migration) => migration.up.length + (migration.down?.statements.length ?? 0)),
    unreadStatements: sum((migration) => migration.unread.length),
    modules: project.code.modules.length,
    routes: project.code.routes.length,
    routesUnknownAuth: project.code.routes.filter((route) => route.auth === "unknown").length,
    unknownRegistrations: project.code.unknownRegistrations.length,
    queries: project.code.queriesAsked().length,
    incompleteQueries: project.code.queriesAsked().filter((query) => !query.complete && query.unread === null).length,
    unreadQueries: project.code.queriesAsked().filter((query) => query.unread !== null).length,
    decisions: project.decisions.length,
    rules,
  };
}
