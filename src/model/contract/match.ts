import type { ApiDocument, Operation } from "../../facts/api.ts";
import type { Route, UnknownRegistration } from "../../facts/code.ts";
import type { Project } from "../project.ts";
import { declaredFor } from "../system/declared.ts";
import { pair, shapeRoutes, type Pairing, type ShapedRoute } from "./pairing.ts";

/** An application of the repository: the routes it serves, and the documents that speak of it. */
export interface Application {
  /** The file where it is made. */
  readonly file: string;
  /** The root of the service it belongs to. */
  readonly service: string;
  readonly routes: readonly ShapedRoute[];
  /** Its documents, the one that knows most of its routes first; empty when none could be matched with certainty. */
  readonly pairings: readonly Pairing[];
  /** Registrations of its service that were seen and not understood. */
  readonly unknown: readonly UnknownRegistration[];
}

/** Which document speaks of which application. What could not be matched is in neither's pairings, and is never guessed. */
export interface Contracts {
  readonly applications: readonly Application[];
  /** Documents that no application of this repository was found to serve: another system's, or not to be told. */
  readonly unmatched: readonly ApiDocument[];
  /** Routes by the place of their registration: one router mounted twice is documented once. */
  readonly documented: ReadonlySet<Route>;
  /** Every application that serves the document. */
  servers(document: ApiDocument): readonly Application[];
  /** Whether any application of the repository answers the operation. */
  isServed(operation: Operation): boolean;
}

const known = new WeakMap<Project, Contracts>();

/** Matches all documents with all applications. Computed once a project. */
export function contracts(project: Project): Contracts {
  const found = known.get(project) ?? match(project);
  known.set(project, found);
  return found;
}

function match(project: Project): Contracts {
  const documents = project.api.documents.filter((document) => document.operations.length > 0);
  const candidates = applicationsOf(project).map((application) => ({
    ...application,
    pairings: documents.map((document) => pair(document, application.routes)),
  }));
  const chosen = new Set<Pairing>();
  const taken = { documents: new Set<ApiDocument>(), applications: new Set<string>() };
  for (const { file, pairings } of candidates) {
    const declared = declaredFor(project, file, "documents");
    if (!declared) continue;
    // What is said is not looked for, also when nothing of it was found.
    taken.applications.add(file);
    for (const pairing of pairings.filter(({ document }) => declared.documents?.(document.file))) {
      chosen.add(pairing);
      taken.documents.add(pairing.document);
    }
  }
  for (const near of [true, false]) {
    const won: { document: ApiDocument; file: string }[] = [];
    for (const { file, service, routes, pairings } of candidates) {
      if (taken.applications.has(file)) continue;
      for (const pairing of pairings) {
        const { document } = pairing;
        if ((project.serviceOf(document.file).root === service) !== near) continue;
        if (!belongs(pairing, routes.length, near && !taken.documents.has(document))) continue;
        chosen.add(pairing);
        won.push({ document, file });
      }
    }
    for (const { document, file } of won) {
      taken.documents.add(document);
      taken.applications.add(file);
    }
  }
  const applications = candidates.map((application) => ({
    ...application,
    pairings: application.pairings.filter((pairing) => chosen.has(pairing)).sort((a, b) => b.pairs.size - a.pairs.size),
  }));
  const served = new Set<Operation>();
  for (const { pairings } of candidates)
    for (const { pairs } of pairings) for (const operation of pairs.keys()) served.add(operation);
  return {
    applications,
    unmatched: documents.filter((document) => !taken.documents.has(document)),
    documented: documentedRoutes(applications),
    servers: (document) =>
      applications.filter(({ pairings }) => pairings.some((pairing) => pairing.document === document)),
    isServed: (operation) => served.has(operation),
  };
}

/**
 * Whether a document speaks of an application: they must share much of what one of the two has. Within one service
 * less is enough, for drift is what is looked for; across services a single path in common (`/health`) proves nothing.
 */
function belongs({ document, pairs }: Pairing, routes: number, near: boolean): boolean {
  if (pairs.size < (near ? 1 : 2)) return false;
  const share = Math.max(pairs.size / document.operations.length, pairs.size / routes);
  return share >= (near ? 0.3 : 0.5);
}

function applicationsOf(project: Project): Omit<Application, "pairings">[] {
  const routes = new Map<string, Route[]>();
  for (const route of project.code.routes) {
    const known = routes.get(route.app);
    if (known) known.push(route);
    else routes.set(route.app, [route]);
  }
  return [...routes].map(([file, own]) => {
    const service = project.serviceOf(file).root;
    const unknown = project.code.unknownRegistrations.filter(
      (registration) => project.serviceOf(registration.at.file).root === service,
    );
    return { file, service, routes: shapeRoutes(own), unknown };
  });
}

function documentedRoutes(applications: readonly Application[]): ReadonlySet<Route> {
  const documented = new Set<Route>();
  for (const { routes, pairings } of applications) {
    const places = new Set<string>();
    for (const { pairs } of pairings)
      for (const serving of pairs.values()) for (const { route } of serving) places.add(placeOf(route));
    for (const { route } of routes) if (places.has(placeOf(route))) documented.add(route);
  }
  return documented;
}

function placeOf(route: Route): string {
  const { at } = route;
  return `${route.method} ${at.file} ${"start" in at ? at.start : at.pointer}`;
}
