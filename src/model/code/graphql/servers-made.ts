import type { Framework } from "../routes/program/machine.ts";
import { type Site, unknown, type Value } from "../routes/program/values.ts";

/** A value that was given to a server or a schema, and where. */
export interface Given {
  readonly value: Value;
  readonly site: Site;
}

export interface Graphql extends Framework {
  /** What makes schemas was given as `resolvers`. */
  readonly maps: readonly Given[];
  /** What makes the context of each request. */
  readonly contexts: readonly Given[];
  /** The options of type-graphql's `buildSchema`. */
  readonly built: readonly Given[];
}

/** Packages that make schemas of resolvers, and serve them. */
export const SERVERS =
  /^(@apollo\/server|@apollo\/subgraph|apollo-server|@as-integrations\/|graphql-yoga|@graphql-yoga\/|@graphql-tools\/schema|graphql-tools|graphql-modules|mercurius|express-graphql|graphql-http)/;

/** Remembers what servers and schemas are made of. They stay what packages give: nobody registers anything on them. */
export function createGraphql(): Graphql {
  const maps = new Map<string, Given>();
  const contexts = new Map<string, Given>();
  const built = new Map<string, Given>();
  const lists = { maps, contexts, built };

  function remember(list: keyof typeof lists, value: Value | undefined, site: Site): void {
    if (value) lists[list].set(`${site.file}\0${site.span[0]}`, { value, site });
  }

  function note(given: readonly Value[], site: Site): void {
    for (const each of given.flatMap((value) => (value.kind === "list" ? value.items : [value]))) {
      if (each.kind !== "record") continue;
      remember("maps", each.fields.get("resolvers"), site);
      remember("contexts", each.fields.get("context"), site);
    }
  }

  return {
    name: "graphql",
    get maps() {
      return [...maps.values()];
    },
    get contexts() {
      return [...contexts.values()];
    },
    get built() {
      return [...built.values()];
    },
    made(module, path, given, site) {
      if (module === "type-graphql" && /^buildSchema(Sync)?$/.test(path.at(-1) ?? ""))
        remember("built", given[0], site);
      else if (SERVERS.test(module)) note(given, site);
      return null;
    },
    plugged(module, options, site) {
      if (module === "mercurius" && options) note([options], site);
    },
    method: (_entity, key) => unknown(key),
  };
}
