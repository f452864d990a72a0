import type { FoundGuard } from "../found.ts";
import { isUnder, type PathSpec, showPath } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import { type ClassValue, type Value } from "../program/values.ts";
import type { Applying } from "./nest.ts";

/** A route as middleware of a consumer sees it: without the global prefix, with and without its version. */
export interface MiddlewareTarget {
  readonly controller: ClassValue;
  readonly method: string;
  readonly paths: readonly PathSpec[];
}

/** The middleware of `consumer.apply(…).forRoutes(…)` that stands before a route. */
export function middlewareFor(
  target: MiddlewareTarget,
  applied: readonly Applying[],
  machine: Machine,
): readonly FoundGuard[] {
  return applied.flatMap(({ middlewares, excludes, targets }) => {
    const fits = targets.map((each) => matches(target, machine.force(each), machine));
    if (!fits.includes(true) && !fits.includes(null)) return [];
    const excluded = excludes.map((each) => matches(target, machine.force(each), machine, true));
    if (excluded.includes(true)) return [];
    const doubts = fits.includes(true) && !excluded.includes(null) ? [] : (["path"] as const);
    return middlewares.map((middleware): FoundGuard => ({
      ...middleware,
      scope: "router",
      kind: "middleware",
      doubts,
    }));
  });
}

/** Whether a target of `forRoutes` or `exclude` means this route; null when that is not known. */
function matches(target: MiddlewareTarget, value: Value, machine: Machine, exact = false): boolean | null {
  if (value.kind === "class") return value.fact === target.controller.fact;
  if (value.kind === "literal" && typeof value.value === "string") return matchesPath(target, value.value, exact);
  if (value.kind === "list") {
    const fits = value.items.map((item) => matches(target, machine.force(item), machine, exact));
    return fits.includes(true) ? true : fits.includes(null) ? null : false;
  }
  if (value.kind !== "record") return null;
  const method = machine.member(value, "method");
  const verb = method.kind === "external" ? method.path.at(-1) : undefined;
  if (verb !== undefined && verb !== "ALL" && target.method !== "ALL" && verb !== target.method) return false;
  const path = machine.member(value, "path");
  if (path.kind !== "literal" || typeof path.value !== "string") return null;
  return matchesPath(target, path.value, exact || verb !== undefined);
}

const EVERYTHING = /^\/?(\*|\{\*\w+\}|\*\w+|\(\.\*\)|)$/;

function matchesPath({ paths }: MiddlewareTarget, pattern: string, exact: boolean): boolean | null {
  if (EVERYTHING.test(pattern)) return true;
  const wanted: PathSpec = { kind: "path", parts: [pattern.replace(/\(\.\*\)/g, "*")] };
  const fits = paths.map((path) => {
    const under = isUnder(path, wanted);
    if (under !== true || !exact || /\*/.test(pattern)) return under;
    return depth(path) === depth(wanted);
  });
  return fits.includes(true) ? true : fits.includes(null) ? null : false;
}

function depth(path: PathSpec): number {
  return showPath(path)
    .split("/")
    .filter((segment) => segment !== "").length;
}
