import { boundChanges } from "./bounds.ts";
import { listed, type Difference } from "./difference.ts";
import { differs, type SchemaPair } from "./schema-pair.ts";
import { fitsFormat, isKnownFormat, misfits } from "./types.ts";

/** What is said of a value as a whole: its type, format, values, bounds, pattern and default. */
export function compareValues(pair: SchemaPair): readonly Difference[] {
  const type = typeOf(pair);
  // Under another type nothing else can be compared.
  if (type?.kind === "type-changed") return [type, ...nullOf(pair)];
  return [
    ...(type ? [type] : []),
    ...nullOf(pair),
    ...formatOf(pair),
    ...valuesOf(pair),
    ...bounded(pair),
    ...conditions(pair),
  ];
}

function typeOf(pair: SchemaPair): Difference | null {
  const { before, after, direction } = pair;
  if (before.types === null || after.types === null) {
    const silent = direction === "request" ? before : after;
    const saying = direction === "request" ? after : before;
    // Alternatives say the type themselves.
    if (silent.types !== null || saying.types === null || silent.alternatives.length > 0 || silent.parts.length === 0)
      return null;
    const fact = direction === "request" ? `is now ${words(saying.types)} in` : "may now be of any type in";
    const was = direction === "request" ? "no type was said" : `was ${words(saying.types)}`;
    return differs(pair, "type", { kind: "type-unsaid", fact, was, confidence: "medium" });
  }
  if (misfits(before.types, after.types, direction).length === 0) return null;
  const fact = `was ${words(before.types)}, and is ${words(after.types)} in`;
  return differs(pair, "type", { kind: "type-changed", fact });
}

function words(types: readonly string[]): string {
  return types.map((type) => `\`${type}\``).join(" or ");
}

function nullOf(pair: SchemaPair): readonly Difference[] {
  const { before, after, direction } = pair;
  // What says no type takes anything, `null` as well.
  if (before.nullable === after.nullable || isOpen(before) || isOpen(after)) return [];
  if (direction === "request" && before.nullable)
    return [differs(pair, "type", { kind: "null-refused", fact: "may no longer be `null` in" })];
  if (direction === "response" && after.nullable)
    return [
      differs(pair, after.parts.some((part) => part.has("nullable")) ? "nullable" : "type", {
        kind: "became-nullable",
        fact: "may now be `null` in",
      }),
    ];
  return [];
}

function isOpen(view: SchemaPair["before"]): boolean {
  return view.types === null && view.values === null && view.alternatives.length === 0;
}

function formatOf(pair: SchemaPair): readonly Difference[] {
  const { before, after, direction } = pair;
  if (before.format === after.format) return [];
  const [value, taker] = direction === "request" ? [before.format, after.format] : [after.format, before.format];
  // A format where there was none narrows, and so breaks requests only; an enum says more than any format.
  if (taker === null || before.values !== null || after.values !== null) return [];
  if (value !== null && fitsFormat(value, taker)) return [];
  const fact = `had the format ${named(before.format)}, and has ${named(after.format)} in`;
  const surely = value !== null && isKnownFormat(value) && isKnownFormat(taker);
  return [differs(pair, "format", { kind: "format-changed", fact, confidence: surely ? "high" : "medium" })];
}

function named(format: string | null): string {
  return format === null ? "none" : `\`${format}\``;
}

function valuesOf(pair: SchemaPair): readonly Difference[] {
  const { before, after, direction } = pair;
  if (direction === "request") {
    if (after.values === null) return [];
    if (before.values === null) {
      // One boolean or the other is no enum.
      if (before.types?.join() === "boolean" && after.values.length === 2) return [];
      // Alternatives may have said the values.
      if (before.alternatives.length > 0) return [];
      const fact = `takes only ${shown(after.values)} in`;
      return [differs(pair, "enum", { kind: "became-enum", fact, was: "took any value" })];
    }
    const gone = before.values.filter((value) => !after.values?.includes(value));
    if (gone.length === 0) return [];
    return [differs(pair, "enum", { kind: "enum-narrowed", fact: `no longer takes ${shown(gone)} in` })];
  }
  if (before.values === null || after.extensible) return [];
  if (after.values === null) {
    const fact = "may now have any value in";
    return [
      differs(pair, "enum", { kind: "enum-widened", fact, was: `was ${shown(before.values)}`, confidence: "medium" }),
    ];
  }
  const added = after.values.filter((value) => !before.values?.includes(value));
  if (added.length === 0) return [];
  return [differs(pair, "enum", { kind: "enum-widened", fact: `may now be ${shown(added)} in`, confidence: "medium" })];
}

function shown(values: readonly string[]): string {
  return listed(values.map((value) => value.replace(/^"(.*)"$/s, "$1")));
}

function bounded(pair: SchemaPair): readonly Difference[] {
  const { before, after, direction } = pair;
  const changes = boundChanges(before.bounds, after.bounds, direction).map((change) => {
    const { name } = change;
    const fact =
      change.before === null
        ? `has the bound \`${name}: ${change.after}\` in`
        : change.after === null
          ? `has \`${name}\` no more in`
          : `had \`${name}: ${change.before}\`, and has \`${change.after}\` in`;
    const was = change.before === null ? `had no \`${name}\`` : `\`${name}\` was ${change.before}`;
    if (direction === "response")
      return differs(pair, name, { kind: "bound-loosened", fact, was, key: name, confidence: "medium" });
    // A bound that was never said may always have been there; one that was, and is tighter, was not.
    return change.before === null
      ? differs(pair, name, { kind: "bound-added", fact, was, key: name, confidence: "medium" })
      : differs(pair, name, { kind: "bound-tightened", fact, was, key: name });
  });
  const stricter = direction === "request" ? after.pattern : before.pattern;
  if (before.pattern === after.pattern || stricter === null) return changes;
  const fact =
    after.pattern === null
      ? "follows no pattern any more in"
      : before.pattern === null
        ? "follows a pattern in"
        : "follows another pattern in";
  const was = before.pattern === null ? "had no pattern" : `was \`${before.pattern}\``;
  return [...changes, differs(pair, "pattern", { kind: "pattern-changed", fact, was, confidence: "medium" })];
}

function conditions(pair: SchemaPair): readonly Difference[] {
  const { before, after, direction } = pair;
  const stricter = direction === "request" ? after.conditions : before.conditions;
  const changed = [...stricter.keys()].filter(
    (keyword) => before.conditions.get(keyword) !== after.conditions.get(keyword),
  );
  const found = changed.map((keyword) =>
    differs(pair, keyword, {
      kind: "condition-changed",
      fact: `has another \`${keyword}\` in`,
      key: keyword,
      confidence: "medium",
    }),
  );
  if (direction === "response" || before.default === after.default) return found;
  if (before.default === null && (after.default === "null" || !pair.sure)) return found;
  const shownDefault = (text: string | null) => (text === null ? "none" : `\`${text.length > 60 ? "…" : text}\``);
  const fact = `had the default ${shownDefault(before.default)}, and has ${shownDefault(after.default)} in`;
  const surely = before.default !== null && after.default !== null;
  return [
    ...found,
    differs(pair, "default", { kind: "default-changed", fact, confidence: surely ? "high" : "medium" }),
  ];
}
