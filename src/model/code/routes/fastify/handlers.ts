import type { Expression } from "../../../../facts/routes.ts";
import type { Handler } from "../found.ts";
import { describe, nameOf, spanOf } from "../program/describe.ts";
import type { Machine } from "../program/machine.ts";
import { type Closure, type Entity, type Site, unknown, type Value } from "../program/values.ts";

/** Functions bound to the instance they were given to, so that one function stays one. */
const bound = new WeakMap<Closure, Closure>();

/** Fastify calls hooks, handlers and decorations with the instance as `this`. */
export function bindTo(value: Value, entity: Entity): Value {
  if (value.kind !== "closure" || (value.self !== null && value.self.kind !== "record")) return value;
  const known = bound.get(value);
  if (known) return known;
  const fresh: Closure = { ...value, self: entity };
  bound.set(value, fresh);
  return fresh;
}

/** The functions a hook or a route is given, arrays opened, each with the expression it is written as. */
export function handlersIn(
  value: Value,
  written: Expression | undefined,
  site: Site,
  entity: Entity,
  machine: Machine,
  unnamed = "inline function",
): readonly Handler[] {
  const again = (item: Value, text: Expression | undefined): readonly Handler[] =>
    handlersIn(item, text, site, entity, machine, unnamed);
  const forced = machine.force(value);
  if (forced.kind === "list") {
    const items = forced.open ? [...forced.items, unknown()] : forced.items;
    return items.flatMap((item, index) => again(item, written?.kind === "array" ? written.items[index] : undefined));
  }
  if (forced.kind === "literal") return [];
  if (forced.kind === "choice") {
    // `enabled ? [guard] : undefined`: one of its lists, or none.
    const lists = forced.options.filter((option) => option.kind === "list");
    if (lists.length > 0) return lists.flatMap((each) => again(each, undefined));
  }
  const span = written ? spanOf(written) : null;
  return [
    {
      value: bindTo(forced, entity),
      text: isUnnamed(written) ? (nameOf(forced) ?? unnamed) : describe(written as Expression),
      site: span ? { file: site.file, span } : placeOf(forced, site),
    },
  ];
}

/** Functions are told by their names; those that have none, by the hook they are. */
function isUnnamed(written: Expression | undefined): boolean {
  return !written || (written.kind === "function" && written.name === null);
}

function placeOf(value: Value, site: Site): Site {
  return value.kind === "closure"
    ? { file: value.scope.file, span: value.fact.at }
    : { file: site.file, span: site.span };
}
