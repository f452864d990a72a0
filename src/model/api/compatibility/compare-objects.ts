import type { ApiNode } from "../../../facts/api-source.ts";
import type { Confidence } from "../../../findings/finding.ts";
import { listed, type Difference } from "./difference.ts";
import { differs, namingOf, propertyOf, type Below, type Compared, type SchemaPair } from "./schema-pair.ts";
import type { SchemaView, SchemaViews } from "./schema-view.ts";

/** The properties of an object, what else it takes, and the items of an array. */
export function compareMembers(pair: SchemaPair): Compared {
  const found = pair.direction === "request" ? sentProperties(pair) : readProperties(pair);
  const { before, after, naming } = pair;
  const below: Below[] = [...found.below];
  if (before.items.length > 0 && after.items.length > 0)
    below.push({
      ...bothOf(before.items, after.items),
      naming: namingOf(after.items, { ...naming, path: naming.path && `${naming.path}[]` }),
      sure: pair.sure,
    });
  const [oldRest, newRest] = [before.additional, after.additional];
  if (typeof oldRest !== "string" && typeof newRest !== "string")
    below.push({ ...bothOf(oldRest, newRest), naming: namingOf(newRest, propertyOf(naming, "*")), sure: pair.sure });
  return { differences: [...found.differences, ...closing(pair)], below };
}

function bothOf(before: readonly ApiNode[], after: readonly ApiNode[]) {
  return { before, after };
}

/** What a client sends: `readOnly` properties are none of its business. */
function sentProperties(pair: SchemaPair): Compared {
  const { before, after, views } = pair;
  const told = new Told(pair);
  const below: Below[] = [];
  for (const name of new Set([...before.properties.keys(), ...after.properties.keys(), ...after.required])) {
    const oldNodes = before.properties.get(name);
    const newNodes = after.properties.get(name);
    const old = oldNodes && views.before.of(oldNodes);
    const now = newNodes && views.after.of(newNodes);
    const wasSent = old !== undefined && !old.readOnly;
    if (wasSent && !now) {
      if (isHeldElsewhere(after, name, views.after) || old.deprecated || !isObject(after)) continue;
      told.tell("property-removed", name, after.additional === "closed" ? "high" : "medium");
    } else if (now?.readOnly) {
      if (wasSent) told.tell("property-became-read-only", name, "medium");
    } else {
      if (after.required.has(name) && !before.required.has(name)) {
        const isNew = !wasSent && !isHeldElsewhere(before, name, views.before) && before.properties.size > 0;
        // A default beside `required` contradicts it: one of the two is not meant.
        const confidence = now !== undefined && now.default !== null ? "medium" : "high";
        if (wasSent) told.tell("property-became-required", name, confidence);
        else if (isNew) told.tell("property-required-added", name, confidence);
      }
      if (wasSent && oldNodes && newNodes) below.push(belowOf(pair, name, oldNodes, newNodes));
    }
  }
  return { differences: told.differences(), below };
}

/** What a client reads: `writeOnly` properties are not there for it. */
function readProperties(pair: SchemaPair): Compared {
  const { before, after, views } = pair;
  const told = new Told(pair);
  const below: Below[] = [];
  const compares = isObject(after) && after.properties.size + after.alternatives.length > 0;
  for (const [name, oldNodes] of before.properties) {
    const old = views.before.of(oldNodes);
    if (old.writeOnly) continue;
    const newNodes = after.properties.get(name);
    if (!newNodes) {
      if (compares && !isHeldElsewhere(after, name, views.after) && !old.deprecated)
        told.tell("property-removed", name, "high");
    } else if (views.after.of(newNodes).writeOnly) told.tell("property-became-write-only", name, "high");
    else {
      if (before.required.has(name) && !after.required.has(name)) told.tell("property-became-optional", name, "high");
      below.push(belowOf(pair, name, oldNodes, newNodes));
    }
  }
  return { differences: told.differences(), below };
}

const facts = {
  "property-removed": ["properties", "gone from", null],
  "property-became-read-only": ["properties", "now `readOnly`, and not taken in", null],
  "property-became-write-only": ["properties", "now `writeOnly`, and gone from", null],
  "property-became-required": ["required", "now required in", "optional"],
  "property-required-added": ["required", "new, and required in", null],
  "property-became-optional": ["required", "now optional in", "required"],
} as const;

/** Properties of one object that share a fate are one change. */
class Told {
  readonly #pair: SchemaPair;
  readonly #names = new Map<keyof typeof facts, Map<Confidence, string[]>>();

  constructor(pair: SchemaPair) {
    this.#pair = pair;
  }

  tell(kind: keyof typeof facts, name: string, confidence: Confidence): void {
    const levels = this.#names.get(kind) ?? new Map<Confidence, string[]>();
    this.#names.set(kind, levels.set(confidence, [...(levels.get(confidence) ?? []), name]));
  }

  differences(): readonly Difference[] {
    return [...this.#names].flatMap(([kind, levels]) =>
      [...levels].map(([confidence, names]) => {
        const [keyword, fate, was] = facts[kind];
        const subject = listed(names.map((name) => propertyOf(this.#pair.naming, name).path));
        const [is, past] = names.length > 1 ? ["are", "were"] : ["is", "was"];
        const key = names.toSorted().join(" ");
        return differs(this.#pair, keyword, {
          kind,
          fact: `${is} ${fate}`,
          was: was && `${past} ${was}`,
          subject,
          key,
          confidence,
          owner: this.#ownerOf(names[0]),
        });
      }),
    );
  }

  /** The part of the new schema that stands where the old one had the property. */
  #ownerOf(name: string | undefined): ApiNode | undefined {
    const { before, after } = this.#pair;
    const old = before.parts.find((part) => name !== undefined && part.get("properties")?.has(name));
    return after.parts.find((part) => part.id === old?.id);
  }
}

function belowOf(pair: SchemaPair, name: string, before: readonly ApiNode[], after: readonly ApiNode[]): Below {
  return { before, after, naming: namingOf(after, propertyOf(pair.naming, name)), sure: pair.sure };
}

function isObject(view: SchemaView): boolean {
  return view.types?.includes("object") ?? false;
}

/** Alternatives may each have what stood beside them before. */
function isHeldElsewhere(view: SchemaView, name: string, views: SchemaViews): boolean {
  return view.alternatives.some((alternative) => views.of([alternative]).properties.has(name));
}

function closing(pair: SchemaPair): readonly Difference[] {
  const { before, after, direction } = pair;
  if (direction === "response" || after.additional !== "closed" || before.additional === "closed" || !isObject(before))
    return [];
  const said = before.additional !== "unsaid";
  return [
    differs(pair, "additionalProperties", {
      kind: "object-closed",
      fact: "takes no other properties any more in",
      was: said ? "took any" : "did not forbid them",
      confidence: said ? "high" : "medium",
    }),
  ];
}
