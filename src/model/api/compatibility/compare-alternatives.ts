import type { ApiNode } from "../../../facts/api-source.ts";
import { listed, type Difference } from "./difference.ts";
import { differs, namingOf, type Below, type Compared, type SchemaPair } from "./schema-pair.ts";
import type { SchemaView, SchemaViews } from "./schema-view.ts";

/** The schemas of `oneOf` and `anyOf`. A schema without them is the only alternative of itself. */
export function compareAlternatives(pair: SchemaPair): Compared {
  const { before, after, direction, views } = pair;
  if (before.alternatives.length + after.alternatives.length === 0) return { differences: [], below: [] };
  if (before.alternatives.length === 0) return split(pair);
  if (after.alternatives.length === 0) return joined(pair);
  const matches = matchAll(before.alternatives, after.alternatives, views);
  const below = matches.pairs.map(({ old, now, sure }): Below => ({
    before: [old],
    after: [now],
    naming: namingOf([now], pair.naming),
    sure: pair.sure && sure,
  }));
  const differences: Difference[] = [];
  const odd = direction === "request" ? matches.gone : matches.added;
  if (odd.length > 0) {
    const names = listed(odd.map((node) => nameOf(node, direction === "request" ? views.before : views.after)));
    const certain = odd.every((node) => node.name !== null);
    differences.push(
      direction === "request"
        ? differs(pair, keywordOf(pair), {
            kind: "alternative-removed",
            fact: `no longer takes ${names} in`,
            confidence: certain ? "high" : "medium",
          })
        : differs(pair, keywordOf(pair), {
            kind: "alternative-added",
            fact: `may now be ${names} in`,
            confidence: "medium",
          }),
    );
  }
  if (before.discriminator !== null && after.discriminator !== null && before.discriminator !== after.discriminator)
    differences.push(
      differs(pair, "discriminator", {
        kind: "discriminator-changed",
        fact: `was told apart by \`${before.discriminator}\`, and is by \`${after.discriminator}\` in`,
      }),
    );
  return { differences, below };
}

/** One schema became several: one of them must be it, and a response may now be another one. */
function split(pair: SchemaPair): Compared {
  if (pair.before.types === null || pair.after.properties.size > 0) return { differences: [], below: [] };
  const like = likest(pair.before, pair.after.alternatives, pair.views.before, pair.views.after);
  if (!like) return { differences: [], below: [] };
  const others = pair.after.alternatives.filter((node) => node !== like);
  const names = listed(others.map((node) => nameOf(node, pair.views.after)));
  const differences =
    pair.direction === "response"
      ? [
          differs(pair, keywordOf(pair), {
            kind: "alternative-added",
            fact: `may now be ${names} in`,
            confidence: "medium",
          }),
        ]
      : [];
  return {
    differences,
    below: [{ before: pair.before.parts, after: [like], naming: namingOf([like], pair.naming), sure: false }],
  };
}

/** Several schemas became one: it is one of them, and a request may no longer be the others. */
function joined(pair: SchemaPair): Compared {
  if (pair.after.types === null || pair.before.properties.size > 0) return { differences: [], below: [] };
  const like = likest(pair.after, pair.before.alternatives, pair.views.after, pair.views.before);
  if (!like) return { differences: [], below: [] };
  return { differences: [], below: [{ before: [like], after: pair.after.parts, naming: pair.naming, sure: false }] };
}

function keywordOf({ after }: SchemaPair): string {
  return after.parts.some((part) => part.has("oneOf")) ? "oneOf" : "anyOf";
}

function nameOf(node: ApiNode, views: SchemaViews): string {
  const view = views.of([node]);
  return node.name ?? node.text("title") ?? view.values?.join(" | ") ?? view.types?.join(" | ") ?? "any value";
}

interface Matches {
  readonly pairs: readonly { readonly old: ApiNode; readonly now: ApiNode; readonly sure: boolean }[];
  readonly gone: readonly ApiNode[];
  readonly added: readonly ApiNode[];
}

/** By component, then by title, then by likeness; a last one on each side belongs together, renamed. */
function matchAll(before: readonly ApiNode[], after: readonly ApiNode[], views: SchemaPair["views"]): Matches {
  const gone = new Set(before);
  const added = new Set(after);
  const pairs: { old: ApiNode; now: ApiNode; sure: boolean }[] = [];
  const take = (old: ApiNode, now: ApiNode | null | undefined, sure: boolean) => {
    if (!now) return;
    pairs.push({ old, now, sure });
    gone.delete(old);
    added.delete(now);
  };
  for (const old of before) take(old, old.name === null ? null : [...added].find((now) => now.name === old.name), true);
  for (const old of [...gone]) {
    const title = old.text("title");
    take(old, title === null ? null : [...added].find((now) => now.text("title") === title), true);
  }
  for (const old of [...gone]) take(old, likest(views.before.of([old]), [...added], views.before, views.after), false);
  return { pairs, gone: [...gone], added: [...added] };
}

/** The alternative most like a schema: of its type, with most of its properties; null when none is. */
function likest(
  view: SchemaView,
  alternatives: readonly ApiNode[],
  own: SchemaViews,
  views: SchemaViews,
): ApiNode | null {
  let best: { node: ApiNode; score: number } | null = null;
  for (const node of alternatives) {
    const other = views.of([node]);
    const score = isToldApart(view, other, own, views) ? 0 : likeness(view, other);
    if (score > 0 && (!best || score > best.score)) best = { node, score };
  }
  return best?.node ?? null;
}

function likeness(one: SchemaView, other: SchemaView): number {
  if (one.id === other.id) return 2;
  if (one.types === null || one.types.join() !== (other.types ?? []).join()) return 0;
  const shared = [...one.properties.keys()].filter((name) => other.properties.has(name)).length;
  const all = new Set([...one.properties.keys(), ...other.properties.keys()]).size;
  if (all > 0) return shared * 2 >= all ? shared / all : 0;
  return one.values?.join() === other.values?.join() && one.format === other.format ? 1 : 0.1;
}

/** Whether a property has one value in the one and another in the other, as `type: card` and `type: cash`. */
function isToldApart(one: SchemaView, other: SchemaView, own: SchemaViews, views: SchemaViews): boolean {
  return [...one.properties].some(([name, nodes]) => {
    const values = own.of(nodes).values;
    const others = views.of(other.properties.get(name) ?? []).values;
    return values !== null && others !== null && !values.some((value) => others.includes(value));
  });
}
