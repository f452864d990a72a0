import { createResolver } from "../languages/typescript/resolve.ts";
import { buildApi } from "../model/api.ts";
import { linkCode } from "../model/code.ts";
import type { Project } from "../model/project.ts";
import { foldHistory } from "../model/schema/fold.ts";
import { findServices, serviceLookup } from "../workspace/services.ts";
import type { Tree } from "../workspace/tree.ts";
import type { Facts } from "./facts.ts";

/** Joins the facts of all languages into the one model. */
export function buildProject(tree: Tree, facts: Facts): Project {
  const services = findServices(tree);
  return {
    api: buildApi(facts.documents),
    histories: facts.histories.map(foldHistory),
    code: linkCode(facts.code, createResolver(tree), facts.queries),
    decisions: facts.decisions,
    services,
    serviceOf: serviceLookup(services),
  };
}
