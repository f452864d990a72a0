import type { Route } from "../../../facts/code.ts";
import type { GraphqlField, GraphqlOperation, GraphqlSchema } from "../../../facts/graphql.ts";
import type { FoundGuard, FoundRoute, FoundUnknown } from "../routes/found.ts";
import type { NestApp } from "../routes/nestjs/nest.ts";
import type { Machine } from "../routes/program/machine.ts";
import { type FoundField, OPERATIONS } from "./found.ts";
import { nestFields } from "./nest.ts";
import type { Pothos } from "./pothos.ts";
import { pothosFields } from "./pothos-fields.ts";
import { mapFields } from "./resolver-maps.ts";
import type { Given, Graphql } from "./servers-made.ts";
import { typeGraphqlFields } from "./type-graphql.ts";

interface Sources {
  readonly nest: readonly NestApp[];
  readonly pothos: Pothos;
  readonly graphql: Graphql;
  readonly machine: Machine;
  /** Says of a route who may call it: an operation is asked the same way. */
  readonly authorize: (found: FoundRoute) => Route;
}

/** All that is served by GraphQL, whatever its schema is written with. */
export function linkGraphql({ nest, pothos, graphql, machine, authorize }: Sources): {
  readonly schema: GraphqlSchema;
  readonly unknowns: readonly FoundUnknown[];
} {
  const packageOf = (file: string): string => machine.modules.state(file)?.facts.package ?? "";
  const contexts = graphql.contexts.map((each) => ({ ...each, package: packageOf(each.site.file) }));
  const guardsIn = (file: string): readonly FoundGuard[] => {
    const own = contexts.filter((each) => each.package === packageOf(file));
    return own.length === 1 && own[0] ? contextGuard(own[0], machine) : [];
  };
  const ofNest = nestFields(nest, machine);
  const ofMaps = mapFields(graphql.maps, guardsIn, machine);
  const [built] = graphql.built;
  const found = [
    ...ofNest.fields,
    ...ofMaps.fields,
    ...pothosFields(pothos.fields, guardsIn, machine),
    ...typeGraphqlFields(graphql.built, built ? guardsIn(built.site.file) : [], machine),
  ];
  const operations: GraphqlOperation[] = [];
  const fields: GraphqlField[] = [];
  for (const each of found) {
    const operation = OPERATIONS[each.type];
    const route = authorize(routeOf(each));
    const field: GraphqlField = {
      at: route.at,
      anchor: `typescript:${each.site.file}#${each.type}.${each.name}`,
      ...(route.within ? { within: route.within } : {}),
      type: each.type,
      name: each.name,
      file: each.site.file,
      library: each.library,
      resolver: route.handler,
      resolverAt: route.handlerAt,
    };
    if (!operation) fields.push(field);
    else {
      const { auth, authReason, declaredPublic, guards } = route;
      operations.push({ ...field, operation, auth, authReason, ...(declaredPublic ? { declaredPublic } : {}), guards });
    }
  }
  return {
    schema: { operations: operations.sort(byPlace), fields: fields.sort(byPlace) },
    unknowns: [...ofNest.unknowns, ...ofMaps.unknowns],
  };
}

/** What makes the context can throw, and then nothing is answered at all. */
function contextGuard({ value, site }: Given, machine: Machine): readonly FoundGuard[] {
  const forced = machine.force(value);
  if (forced.kind !== "closure") return [];
  return [{ value: forced, text: "context", site, scope: "app", kind: "context", doubts: [] }];
}

function routeOf(field: FoundField): FoundRoute {
  return {
    method: "POST",
    path: { kind: "path", parts: [`${field.type}.${field.name}`] },
    site: field.site,
    framework: field.library === "nestjs" ? "graphql-nest" : "graphql",
    app: field.site.file,
    guards: field.guards,
    handler: field.handler,
    continues: false,
    metadata: field.metadata ?? new Map(),
    publicMark: field.publicMark ?? null,
  };
}

function byPlace(a: GraphqlField, b: GraphqlField): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const starts = ("start" in a.at ? a.at.start : 0) - ("start" in b.at ? b.at.start : 0);
  return starts !== 0 ? starts : a.anchor < b.anchor ? -1 : a.anchor > b.anchor ? 1 : 0;
}
