import type { CallProgram } from "./code/calls/program.ts";
import type { ApiDocument, Operation } from "../facts/api.ts";
import type { Module, Route, UnknownRegistration } from "../facts/code.ts";
import type { Entity } from "../facts/entities.ts";
import type { Query } from "../facts/queries.ts";
import type { TestedPath } from "../facts/tested-path.ts";
import type { GraphqlSchema } from "../facts/graphql.ts";
import type { Decision } from "../facts/decision.ts";
import type { History } from "./schema.ts";

/** The contract: every OpenAPI document of the project. */
export interface Api {
  readonly documents: readonly ApiDocument[];
  /** Over all documents, in order. */
  operations(): readonly Operation[];
  operation(method: string, path: string): Operation | undefined;
}

/** The code, linked: modules with resolved imports, routes with their guards, queries. */
export interface Code {
  readonly modules: readonly Module[];
  readonly routes: readonly Route[];
  /** What is served by GraphQL. */
  readonly graphql: GraphqlSchema;
  readonly unknownRegistrations: readonly UnknownRegistration[];
  /** The texts of SQL, then the calls of query builders and ORMs. Links the calls when it is first asked for. */
  readonly queries: readonly Query[];
  /** Those of `queries` that were read in this run: the texts alone where nothing asked for `queries`. */
  queriesAsked(): readonly Query[];
  /** What code says the tables are: Prisma models, Drizzle tables, classes of ORMs. Links the calls when it is first asked for. */
  entities(): readonly Entity[];
  module(file: string): Module | undefined;
  /** Who calls what, over all server code; linked when it is first asked for. */
  calls(): CallProgram;
  /** Strongly connected components of more than one module (or a module importing itself), each with its shortest cycle. */
  cycles(): readonly ImportCycle[];
}

export interface ImportCycle {
  /** All the modules of the component, sorted. */
  readonly modules: readonly Module[];
  /** The shortest cycle, from the first module in order back to it. */
  readonly path: readonly Module[];
}

/** A part of the repository that is built and deployed by itself: a workspace package, or the whole. */
export interface Service {
  /** Its folder; `""` for the root. */
  readonly root: string;
  readonly name: string;
}

/**
 * What the configuration says of one part of the repository: which documents describe it and which migration histories
 * it works on. What is said here is not looked for; an empty list says that there is none.
 */
export interface DeclaredService {
  /** Its folder; `""` for the root. */
  readonly root: string;
  /** Whether a file is one of its documents; null when nothing is said of documents. */
  readonly documents: ((file: string) => boolean) | null;
  /** Whether a folder holds one of its histories; null when nothing is said of histories. */
  readonly histories: ((folder: string) => boolean) | null;
}

/** All the facts, joined. What rules of the namespaces contract, query, boundary and decision are given. */
export interface Project {
  readonly api: Api;
  readonly histories: readonly History[];
  readonly code: Code;
  readonly decisions: readonly Decision[];
  readonly services: readonly Service[];
  /** What the configuration says of documents and histories of parts of the repository. */
  readonly declaredServices?: readonly DeclaredService[];
  /** The paths that test files name; there when a rule asks for them (`readsTests`). */
  readonly testedPaths?: readonly TestedPath[];
  /** The innermost service a file belongs to. */
  serviceOf(file: string): Service;
  /** The version of a package that a file's package.json asks for: `^4.18.2`; null where it names none. */
  dependencyOf(file: string, name: string): string | null;
}
