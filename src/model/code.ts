import type { CodeFacts, Resolve } from "../facts/code-file.ts";
import type { Module } from "../facts/code.ts";
import type { Entity } from "../facts/entities.ts";
import type { Query } from "../facts/queries.ts";
import { createBindings } from "./code/bindings.ts";
import { CallProgram } from "./code/calls/program.ts";
import { findCycles } from "./code/cycles.ts";
import { linkModules } from "./code/modules.ts";
import { linkRoutes } from "./code/routes/link.ts";
import { builtQueries } from "./queries/builders/built.ts";
import { declaredEntities } from "./queries/entities/declared.ts";
import type { GuardSettings } from "./code/routes/settled-guards.ts";
import type { Code, ImportCycle } from "./project.ts";

/** Joins the facts of all files: modules with resolved imports, routes with their guards. The queries' texts come from the SQL language, and the models of Prisma schemas from theirs. */
export function linkCode(
  facts: readonly CodeFacts[],
  resolve: Resolve,
  read: { readonly queries: readonly Query[]; readonly entities?: readonly Entity[] },
  guards: GuardSettings = {},
): Code {
  const bindings = createBindings(facts, resolve);
  const modules = linkModules(facts, resolve, bindings);
  const byFile = new Map<string, Module>(modules.map((module) => [module.file, module]));
  const { routes, unknownRegistrations, graphql } = linkRoutes(facts, resolve, bindings, guards);
  let cycles: readonly ImportCycle[] | undefined;
  let program: CallProgram | undefined;
  let declared: readonly Entity[] | undefined;
  let queries: readonly Query[] | undefined;
  const calls = () => (program ??= new CallProgram(facts, resolve, bindings));
  const entities = () => (declared ??= declaredEntities(calls(), read.entities ?? []));
  return {
    modules,
    routes,
    graphql,
    unknownRegistrations,
    get queries() {
      return (queries ??= [...read.queries, ...builtQueries(calls(), entities())]);
    },
    queriesAsked: () => queries ?? read.queries,
    entities,
    module: (file) => byFile.get(file),
    calls,
    cycles: () => (cycles ??= findCycles(modules)),
  };
}
