import type { Confidence } from "../../../findings/finding.ts";
import type { ApiNode } from "../../../facts/api-source.ts";
import { placed, type Difference, type Direction } from "./difference.ts";
import type { SchemaView, SchemaViews } from "./schema-view.ts";

/** What a schema is called in messages. */
export interface Naming {
  /** Words for a schema without a path: "the body", "query parameter `limit`". */
  readonly root: string;
  /** `User.address.city`, from the nearest component; empty at the root. */
  readonly path: string;
}

/** A schema before and after, in one direction. */
export interface SchemaPair {
  readonly before: SchemaView;
  readonly after: SchemaView;
  readonly direction: Direction;
  readonly naming: Naming;
  /** The views of the two documents, for what must be looked at ahead. */
  readonly views: { readonly before: SchemaViews; readonly after: SchemaViews };
  /** Whether the two are surely one schema: alternatives are matched by likeness, which may err. */
  readonly sure: boolean;
}

/** Another pair to compare: a property, the items, an alternative. */
export interface Below {
  readonly before: readonly ApiNode[];
  readonly after: readonly ApiNode[];
  readonly naming: Naming;
  readonly sure: boolean;
}

export interface Compared {
  readonly differences: readonly Difference[];
  readonly below: readonly Below[];
}

function subjectOf({ path, root }: Naming): string {
  return path === "" ? root : `\`${path}\``;
}

/** The naming of a property. */
export function propertyOf({ path, root }: Naming, name: string): Naming {
  return { root, path: path === "" ? name : `${path}.${name}` };
}

/** The naming of a schema: a component is known by its own name. */
export function namingOf(nodes: readonly ApiNode[], fallback: Naming): Naming {
  const name = nodes[0]?.name ?? null;
  return name === null ? fallback : { root: fallback.root, path: name };
}

/** A difference at a keyword of the new schema. */
export function differs(
  pair: SchemaPair,
  keyword: string,
  said: Pick<Difference, "kind" | "fact"> & {
    readonly was?: string | null;
    readonly subject?: string;
    readonly key?: string;
    readonly confidence?: Confidence;
    /** The part it stands in; the first that has the keyword. */
    readonly owner?: ApiNode | undefined;
  },
): Difference {
  const owner = said.owner ?? pair.after.parts.find((part) => part.has(keyword)) ?? pair.after.parts[0];
  const place = owner ? placed(owner, keyword) : { at: { file: "", pointer: "" }, anchor: "openapi:" };
  const subject = said.subject ?? subjectOf(pair.naming);
  return {
    kind: said.kind,
    direction: pair.direction,
    subject,
    fact: said.fact,
    was: said.was ?? null,
    ...place,
    key: `${said.kind} ${said.key ?? subject}`,
    confidence: pair.sure ? (said.confidence ?? "high") : "medium",
  };
}
