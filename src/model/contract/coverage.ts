import type { Route } from "../../facts/code.ts";
import { areasOf, isInside } from "./area.ts";
import type { Application, Contracts } from "./match.ts";
import { NearestPaths, type Nearest } from "./nearest.ts";
import type { AlignedOperation, ShapedRoute } from "./pairing.ts";
import { RouteTrie } from "./route-trie.ts";

/** How much of an application its contract knows. */
export interface Coverage {
  readonly application: Application;
  /** Routes that a contract should know, and how many of them it does. */
  readonly total: number;
  readonly known: number;
  readonly gaps: readonly Gap[];
}

/** A route that no operation names. */
interface Gap {
  readonly route: Route;
  readonly nearest: Nearest<AlignedOperation> | null;
  /** A documented template takes its path: `/users/me` beside `/users/{id}`. */
  readonly fitsTemplate: boolean;
  /** How many routes stand in its file. */
  readonly inFile: number;
}

/**
 * The coverage of each application that has a contract. A route that two applications share (a server and the one its
 * tests make) is counted with the first alone. A route that is plainly the other side of an unserved operation (PUT
 * here and PATCH there, `/user` and `/users`) is no gap: those two are one fault.
 */
export function coverageOf(contracts: Contracts, isExempt: (route: Route) => boolean): readonly Coverage[] {
  const counted = new Set<string>();
  return contracts.applications.flatMap((application) => {
    if (application.pairings.every(({ document }) => isPlan(document.file))) return [];
    const areas = areasOf(application.pairings, isExempt);
    const routes = application.routes.filter(({ route, shape }) => {
      // What pages and webhooks call beside a documented `/api/public` is not the contract's to know.
      if (!isInside(shape, areas)) return false;
      const key = `${route.method} ${route.path} ${route.file} ${JSON.stringify(route.at)}`;
      return !isExempt(route) && !counted.has(key) && counted.add(key);
    });
    const operations = application.pairings.flatMap((pairing) => pairing.operations);
    const unserved = new NearestPaths(operations.filter(({ operation }) => !contracts.isServed(operation)));
    const missing = routes.filter(
      (shaped) => !contracts.documented.has(shaped.route) && !isMeant(unserved.nearest(shaped)),
    );
    const gaps = gapsOf(missing, operations, count(routes));
    return [{ application, total: routes.length, known: routes.length - missing.length, gaps }];
  });
}

/** `specs/001-search/contracts/search.yaml`: what one feature is to be, written before it; it never was about the rest. */
function isPlan(file: string): boolean {
  return /(?:^|\/)(?:specs\/[^/]+\/contracts?|rfcs?|proposals?)\//i.test(file);
}

function gapsOf(
  missing: readonly ShapedRoute[],
  operations: readonly AlignedOperation[],
  totals: ReadonlyMap<string, number>,
): readonly Gap[] {
  const nearest = new NearestPaths(operations);
  const templates = new RouteTrie(operations);
  return missing.map((shaped) => ({
    route: shaped.route,
    nearest: nearest.nearest(shaped),
    fitsTemplate: templates.serving(shaped.method, shaped.shape).length > 0,
    inFile: totals.get(shaped.route.file) ?? 0,
  }));
}

function isMeant(nearest: Nearest<unknown> | null): boolean {
  return nearest?.why === "method" || nearest?.why === "spelling";
}

function count(routes: readonly ShapedRoute[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { route } of routes) counts.set(route.file, (counts.get(route.file) ?? 0) + 1);
  return counts;
}
