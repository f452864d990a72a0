import type { Expression } from "../../../../facts/routes.ts";
import { describe } from "../program/describe.ts";
import type { Machine } from "../program/machine.ts";
import type { ClassValue, Site, Value } from "../program/values.ts";

/** A decorator as it works: composed ones taken apart, local ones followed. */
export interface Decoration {
  readonly value: Value;
  /** Where it comes from: `@nestjs/common`, `Controller`; null for what no package gives. */
  readonly module: string | null;
  readonly name: string;
  readonly given: readonly Value[];
  readonly site: Site;
}

const MOST_DEPTH = 6;

export function decorationsOf(
  expressions: readonly Expression[],
  of: ClassValue,
  machine: Machine,
): readonly Decoration[] {
  const frame = { scope: of.scope, self: null, owner: of, exits: [] };
  return expressions.flatMap((expression) =>
    flatten(
      machine.force(machine.evaluate(expression, frame)),
      describe(expression),
      siteOf(expression, of),
      machine,
      0,
    ),
  );
}

function siteOf(expression: Expression, { scope, fact }: ClassValue): Site {
  return { file: scope.file, span: "at" in expression ? expression.at : fact.at };
}

function flatten(value: Value, text: string, site: Site, machine: Machine, depth: number): readonly Decoration[] {
  if (depth > MOST_DEPTH) return [];
  if (value.kind === "list")
    return value.items.flatMap((item) => flatten(machine.force(item), text, site, machine, depth + 1));
  if (value.kind === "choice")
    return value.options.flatMap((option) => flatten(machine.force(option), text, site, machine, depth + 1));
  const callee = value.kind === "applied" ? value.callee : value;
  const given = value.kind === "applied" ? value.arguments : [];
  if (callee.kind === "external") {
    const name = callee.path.at(-1) ?? callee.module;
    if (name === "applyDecorators")
      return given.flatMap((each) => flatten(machine.force(each), text, site, machine, depth + 1));
    return [{ value, module: callee.module, name, given, site: value.kind === "applied" ? value.at : site }];
  }
  return [{ value, module: null, name: text, given, site }];
}

/** The decoration of that name that a package of Nest gives. */
export function nest(decorations: readonly Decoration[], name: string): Decoration | undefined {
  return decorations.find((each) => each.name === name && isNest(each.module));
}

export function isNest(module: string | null): boolean {
  return module !== null && module.startsWith("@nestjs/");
}
