import type { Subject } from "../../src/findings/place.ts";
import type { EnumType, History, Schema, Step } from "../../src/model/schema.ts";
import { pathOf } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

interface Evolution {
  readonly at: Subject;
  readonly removed: readonly string[];
}

export default defineRule({
  id: "schema/enum-evolution",
  practice: "data/types",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an enum holds what hardly ever changes",
  why: "PostgreSQL adds a value to an enum cheaply and has no way to take one out: the type must be made anew, and every column of it converted, which rewrites those tables under a lock and fails while a default, an index or a view holds on to the old type. A new value cannot be used in the transaction that adds it. An enum that changes with every other release is data, and rows of a table are changed with INSERT and UPDATE.",
  fix: "keep the values in a table that the column refers to, or as text with a check constraint",
  tradeoff: "An enum that only ever grows costs nothing, reads well, and sorts by its order.",
  references: [
    "https://www.postgresql.org/docs/current/datatype-enum.html",
    "https://www.postgresql.org/docs/current/sql-altertype.html",
  ],
  options: { changes: count("how many migrations may change an enum after the one that made it", 3) },
  check({ schema, history, report, options }) {
    const evolutions = evolutionsOf(history);
    for (const type of schema.enums()) {
      const changed = evolutions.get(pathOf(type.schema, type.name)) ?? [];
      const last = changed.at(-1);
      if (last === undefined || changed.length <= options.changes) continue;
      const removed = changed.flatMap((evolution) => evolution.removed);
      report({
        at: type,
        message: `enum \`${pathOf(type.schema, type.name)}\` was changed by ${changed.length} migrations${removed.length === 0 ? "" : `, and lost ${listed(removed)} on the way`}`,
        label: `${type.values.length} values by now`,
        related: [{ at: last.at, label: "last changed here" }],
      });
    }
  },
});

/** The migrations after its making that changed the values of each enum, by its path. */
function evolutionsOf(history: History): ReadonlyMap<string, readonly Evolution[]> {
  const evolutions = new Map<string, Evolution[]>();
  const changes = history.changes("add-enum-value", "rename-enum-value", "create-enum");
  const steps = new Set(changes.map((change) => change.step));
  // A value under another name is not lost.
  const renamed = new Map<Step, Set<string>>();
  for (const { change, step } of changes)
    if (change.kind === "rename-enum-value") renamed.set(step, new Set([...(renamed.get(step) ?? []), change.value]));
  for (const step of steps) {
    const before = byPath(step.before);
    for (const [path, type] of byPath(step.after)) {
      const old = before.get(path);
      if (old === undefined || sameValues(old.values, type.values)) continue;
      const removed = old.values.filter(
        (value) => !type.values.includes(value) && renamed.get(step)?.has(value) !== true,
      );
      const known = evolutions.get(path);
      if (known === undefined) evolutions.set(path, [{ at: step, removed }]);
      else known.push({ at: step, removed });
    }
  }
  return evolutions;
}

function byPath(schema: Schema): ReadonlyMap<string, EnumType> {
  return new Map(schema.enums().map((type) => [pathOf(type.schema, type.name), type]));
}

function sameValues(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, 3).map((value) => `\`${value}\``);
  return values.length > 3 ? `${shown.join(", ")} and ${values.length - 3} more` : shown.join(", ");
}
