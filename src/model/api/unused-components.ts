import type { ApiDocument } from "../../facts/api.ts";
import type { PointerPlace } from "../../findings/place.ts";
import type { WrittenReference } from "./references.ts";

export interface Component {
  /** `schemas`, `parameters`, … */
  readonly kind: string;
  readonly name: string;
  readonly at: PointerPlace;
  readonly anchor: string;
}

const sections2: Readonly<Record<string, string>> = {
  definitions: "schemas",
  parameters: "parameters",
  responses: "responses",
};
/** Security schemes are used by name, and are another rule's business. */
const sections3 = "schemas responses parameters examples requestBodies headers links callbacks pathItems mediaTypes";

/** The components a document declares in its root file, in order. */
function componentsOf(document: ApiDocument): readonly Component[] {
  const sections: readonly (readonly [pointer: string, kind: string])[] =
    document.dialect === "2.0"
      ? Object.entries(sections2).map(([key, kind]) => [`/${key}`, kind])
      : sections3.split(" ").map((kind) => [`/components/${kind}`, kind]);
  return sections.flatMap(([pointer, kind]) => {
    const section = document.source.node({ file: document.file, pointer });
    if (!section || section.at.file !== document.file || section.at.pointer !== pointer) return [];
    return section.members().flatMap(({ key }) => {
      const at = section.place(key);
      return key.startsWith("x-") ? [] : [{ kind, name: key, at, anchor: `openapi:${at.pointer.slice(1)}` }];
    });
  });
}

/**
 * The components of a document that no operation leads to, over as many references as it takes, those of the other
 * documents (`references`, by the file they lead to) too: what only unused components use is unused. A subtype of a schema with a discriminator is used when that is.
 */
export function unusedComponents(
  document: ApiDocument,
  references: ReadonlyMap<string, readonly WrittenReference[]>,
): readonly Component[] {
  const components = componentsOf(document);
  if (components.length === 0) return [];
  const owner = owners(components);
  const leads = new Map<Component, Component[]>();
  const used = new Set<Component>();
  for (const reference of references.get(document.file) ?? []) {
    const to = owner(reference.to);
    if (!to) continue;
    const from = owner(reference.from);
    if (!from) used.add(to);
    else if (from !== to) add(leads, from, to);
    if (from && isSubtype(reference, document)) add(leads, to, from);
  }
  // The set grows while it is worked off.
  for (const component of used) for (const next of leads.get(component) ?? []) used.add(next);
  return components.filter((component) => !used.has(component));
}

/** An `allOf` around a schema with a discriminator makes a subtype, which values of that schema may be. */
function isSubtype({ to, from, composes }: WrittenReference, document: ApiDocument): boolean {
  return composes && /\/allOf\/\d+$/.test(from.pointer) && (document.source.node(to)?.has("discriminator") ?? false);
}

function add(leads: Map<Component, Component[]>, from: Component, to: Component): void {
  const known = leads.get(from);
  if (known) known.push(to);
  else leads.set(from, [to]);
}

/** Which component a place stands in. */
function owners(components: readonly Component[]): (place: PointerPlace) => Component | undefined {
  const byPlace = new Map(components.map((component) => [`${component.at.file}#${component.at.pointer}`, component]));
  return ({ file, pointer }) => {
    const depth = pointer.startsWith("/components/") ? 4 : 3;
    return byPlace.get(`${file}#${pointer.split("/").slice(0, depth).join("/")}`);
  };
}
