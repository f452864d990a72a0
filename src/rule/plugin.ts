import type { Namespace } from "./contexts.ts";
import type { AnyRule } from "./define.ts";

/**
 * The version of what plugins are written against: the shape of a rule, what it is given, the options. It rises when a
 * plugin that worked would no longer, and only then.
 */
export const apiVersion = 1;

/** A rule of a plugin: its id is `<namespace>/<plugin>/<name>`, so it can never be taken for a built-in one. */
type PluginRule<Name extends string> = Omit<AnyRule, "id"> & { readonly id: `${Namespace}/${Name}/${string}` };

/** Rules of others, under one name. */
export interface Plugin<Name extends string = string> {
  /** Lower case, with dashes: `acme`. Its rules have it in the middle of their ids: `schema/acme/table-comment`. */
  readonly name: Name;
  /** The {@link apiVersion} it was written for. */
  readonly api: typeof apiVersion;
  readonly rules: readonly PluginRule<Name>[];
}

/** Types a plugin; it is given back as it is. Export it as the default of the file or package that the configuration names. */
export function definePlugin<const Name extends string>(plugin: Plugin<Name>): Plugin<Name> {
  return plugin;
}

/** What comes before the name in an id, the shortest first: `schema`, and for a plugin's rule `schema/acme` as well. */
export function groupsOf(id: string): readonly string[] {
  const parts = id.split("/");
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Whether an id has the shape of a plugin's: `schema/acme/table-comment`, or `schema/acme/*` for all of them. */
export function isOfPlugin(id: string): boolean {
  return /^[a-z]+\/[a-z][a-z0-9-]*\/(?:[a-z][a-z0-9-]*|\*)$/.test(id);
}
