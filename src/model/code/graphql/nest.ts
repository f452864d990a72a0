import type { Machine } from "../routes/program/machine.ts";
import type { ClassValue } from "../routes/program/values.ts";
import type { FoundUnknown } from "../routes/found.ts";
import { guardsOf, metadataOf, publicMarkOf } from "../routes/nestjs/controllers.ts";
import { nest } from "../routes/nestjs/decorations.ts";
import type { NestApp } from "../routes/nestjs/nest.ts";
import { globalGuards, projectClasses, startedApps } from "../routes/nestjs/serve.ts";
import { resolverClass } from "./decorated.ts";
import type { FoundField } from "./found.ts";

/** The resolvers of every Nest application, each behind the guards of the application, of its class, and its own. */
export function nestFields(
  apps: readonly NestApp[],
  machine: Machine,
): { readonly fields: readonly FoundField[]; readonly unknowns: readonly FoundUnknown[] } {
  const started = startedApps(apps, machine);
  const unknowns: FoundUnknown[] = [];
  const fields = projectClasses(machine).flatMap((of): readonly FoundField[] => {
    const found = resolverClass(of, "@nestjs/graphql", machine);
    if (!found) return [];
    const isResolver = nest(found.decorations[0] ?? [], "Resolver") !== undefined;
    const provides = started.find(({ graph }) => graph.providers.has(of.fact));
    const app = provides ?? (isResolver ? started.find(({ graph }) => graph.open) : undefined);
    if (!app && !isResolver) return [];
    if (!app && started.length > 0) {
      unknowns.push({ site: siteOf(of), reason: "a resolver that no module of an application provides" });
      return [];
    }
    const [own = []] = found.decorations;
    // Guards of a base class hold for what extends it, unless it has its own.
    const inherited = found.decorations.map((each) => guardsOf(each, "controller", machine));
    const classGuards = inherited.find((guards) => guards.length > 0) ?? [];
    const classMetadata = metadataOf(found.decorations.toReversed().flat());
    return found.fields.map((field): FoundField => ({
      type: field.type,
      name: field.name,
      library: "nestjs",
      site: field.site,
      guards: [...(app ? globalGuards(app) : []), ...classGuards, ...guardsOf(field.decorations, "route", machine)],
      handler: { value: field.handler, text: field.text, site: field.site },
      metadata: new Map([...classMetadata, ...metadataOf(field.decorations)]),
      publicMark: publicMarkOf([...field.decorations, ...own]),
    }));
  });
  return { fields, unknowns };
}

function siteOf({ scope, fact }: ClassValue): FoundUnknown["site"] {
  return { file: scope.file, span: fact.at };
}
