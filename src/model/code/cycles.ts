import type { Import, Module } from "../../facts/code.ts";
import type { ImportCycle } from "../project.ts";
import { components } from "./components.ts";

/** Whether an import ties two modules together while they load: types and calls inside functions do not. */
export function isLoadTime(each: Import): boolean {
  return each.runtime && !each.deferred && each.kind !== "dynamic";
}

/** The strongly connected components of the imports that run when modules load, sorted by their first module. */
export function findCycles(modules: readonly Module[]): readonly ImportCycle[] {
  const index = new Map(modules.map((module, at) => [module.file, at]));
  const edges = modules.map((module) => targetsOf(module, index));
  return components(edges)
    .filter((members) => members.length > 1 || edges[members[0] as number]?.includes(members[0] as number))
    .map((members) => [...members].sort((a, b) => a - b))
    .sort((a, b) => (a[0] as number) - (b[0] as number))
    .map((members) => ({
      modules: members.map((member) => modules[member] as Module),
      path: shortestCycle(members, edges).map((member) => modules[member] as Module),
    }));
}

function targetsOf(module: Module, index: ReadonlyMap<string, number>): readonly number[] {
  const targets = new Set<number>();
  for (const each of module.imports) {
    const target = each.target !== null && isLoadTime(each) ? index.get(each.target) : undefined;
    if (target !== undefined) targets.add(target);
  }
  return [...targets].sort((a, b) => a - b);
}

/** A shortest cycle of one component, starting with its first module in order; of several, the one that starts first. */
function shortestCycle(members: readonly number[], edges: readonly (readonly number[])[]): readonly number[] {
  const inside = new Set(members);
  let best: readonly number[] | null = null;
  for (const start of members) {
    const found = cycleThrough(start, edges, inside, best ? best.length - 1 : Infinity);
    if (found) best = found;
    if (best && best.length <= 2) break;
  }
  const cycle = best ?? members;
  const first = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/** The shortest way from a module back to itself, of at most `limit` modules; breadth first. */
function cycleThrough(
  start: number,
  edges: readonly (readonly number[])[],
  inside: ReadonlySet<number>,
  limit: number,
): readonly number[] | null {
  const from = new Map<number, number>();
  let frontier = [start];
  for (let length = 1; frontier.length > 0 && length <= limit; length++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const target of edges[node] ?? []) {
        if (target === start) return pathTo(node, start, from);
        if (!inside.has(target) || from.has(target)) continue;
        from.set(target, node);
        next.push(target);
      }
    }
    frontier = next;
  }
  return null;
}

function pathTo(end: number, start: number, from: ReadonlyMap<number, number>): readonly number[] {
  const path = [end];
  for (let at = end; at !== start;) {
    at = from.get(at) as number;
    path.push(at);
  }
  return path.toReversed();
}
