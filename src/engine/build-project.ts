import type { Config } from "../config/config.ts";
import { createResolver } from "../languages/typescript/resolve.ts";
import { buildApi } from "../model/api.ts";
import { linkCode } from "../model/code.ts";
import { matchesAny } from "../model/globs.ts";
import type { Project } from "../model/project.ts";
import { foldHistory } from "../model/schema/fold.ts";
import { dependencyLookup } from "../workspace/dependencies.ts";
import { findServices, serviceLookup } from "../workspace/services.ts";
import type { Tree } from "../workspace/tree.ts";
import type { CrashBox } from "./crash.ts";
import type { Facts } from "./facts.ts";

/** What the configuration and git say that the model depends on. */
interface ProjectSettings {
  /** Files of migrations that go live together. */
  readonly release?: ReadonlySet<string> | undefined;
  /** Guards whose code cannot be seen: whether they turn away requests without credentials. */
  readonly guards?: Readonly<Record<string, boolean>>;
  /** Which documents and histories belong to which part of the repository. */
  readonly services?: Config["services"];
}

/** Joins the facts of all languages into the one model. A part that crashes is left out, and the others stand. */
export function buildProject(
  tree: Tree,
  facts: Facts,
  crashes: CrashBox,
  { release = new Set(), guards = {}, services: declared = {} }: ProjectSettings = {},
): Project {
  const services = findServices(tree);
  const link = (code: Facts["code"]) => linkCode(code, createResolver(tree), facts, guards);
  return {
    api: buildApi(facts.documents),
    histories: facts.histories.flatMap((history) => {
      const file = history.migrations[0]?.file ?? null;
      return crashes.guard("model/schema", file, () => foldHistory(history, release)) ?? [];
    }),
    code: crashes.guard("model/code", null, () => link(facts.code)) ?? link([]),
    decisions: facts.decisions,
    testedPaths: facts.testedPaths,
    services,
    declaredServices: Object.entries(declared).map(([root, { documents, histories }]) => ({
      root: root.replace(/^\.?\/?|\/+$/g, ""),
      documents: documents ? matchesAny(documents) : null,
      histories: histories ? matchesAny(histories) : null,
    })),
    serviceOf: serviceLookup(services),
    dependencyOf: dependencyLookup(tree),
  };
}
