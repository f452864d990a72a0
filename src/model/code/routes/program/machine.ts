import type { Expression, Statement } from "../../../../facts/routes.ts";
import type { ModuleTable } from "./modules.ts";
import type { Scope } from "./scope.ts";
import type { Closure, ClassValue, Doubt, Entity, Site, Value } from "./values.ts";

/** Runs the lowered programs by value: registrations as they are met, both branches of what is not known. */
export interface Machine {
  readonly modules: ModuleTable;
  readonly frameworks: ReadonlyMap<string, Framework>;
  /** Where the run stands; see {@link Trail}. */
  trail: Trail;
  /** Set while a request is simulated. */
  simulation: Simulation | null;
  /** The try blocks around what runs, the innermost last. */
  readonly tries: TryRecord[];
  /** How many loops over unknown values stand around what runs. */
  looping: number;

  evaluate(expression: Expression, frame: Frame): Value;
  /** Runs statements; false when control does not reach their end. */
  execute(statements: readonly Statement[], frame: Frame): boolean;
  member(object: Value, key: string): Value;
  method(object: Value, key: string, given: readonly Value[], site: Site): Value;
  call(callee: Value, given: readonly Value[], site: Site, self?: Value | null): Value;
  construct(callee: Value, given: readonly Value[], site: Site): Value;
  /** A closure's body with its parameters bound; null when the body is not known or the budget is spent. */
  invoke(closure: Closure, given: readonly Value[], self?: Value | null): Value | null;
  /** A value that had to wait for its module, now; every other value as it is. */
  force(value: Value): Value;
  /** Runs a module now, unless it has run: for what is only loaded by a call. */
  load(file: string): void;
  /** Gives a name its value, where it is declared. */
  assign(scope: Scope, name: string, value: Value): void;
  /** Runs each branch from the same start and joins what they leave. */
  fork(branches: readonly Branch[]): boolean;
}

export interface Frame {
  readonly scope: Scope;
  readonly self: Value | null;
  readonly owner: ClassValue | null;
  readonly exits: Exit[];
}

/** A return that was reached, and under which doubts. */
export interface Exit {
  readonly value: Value;
  readonly doubts: readonly Doubt[];
  readonly credential: boolean;
  /** The status set for the answer, where one was. */
  readonly status: number | null;
  readonly settings: readonly Setting[];
}

/** A condition on the application's settings alone, and which way it went. */
export interface Setting {
  readonly condition: Expression;
  readonly is: boolean;
}

/** On what the run got here: doubts of the conditions taken, and whether a lack of credentials decided one. */
export interface Trail {
  readonly doubts: readonly Doubt[];
  readonly credential: boolean;
  /** The request was answered or handed on: nothing after it counts. */
  readonly ended: boolean;
  /** An exception is on its way to the innermost try. */
  readonly thrown: boolean;
  /** The status set for the answer so far: `ctx.status = 401`, `res.statusCode = 401`. */
  readonly status: number | null;
  /** The settings it got here under: it does so in no application that is set otherwise. */
  readonly settings: readonly Setting[];
}

export interface Branch {
  readonly start?: Partial<Pick<Trail, "doubts" | "credential">>;
  /** What has to be set for it to be taken at all. */
  readonly setting?: Setting;
  /** The scope it runs in, which knows what the tests that led into it tell of names. */
  readonly scope?: Scope;
  /** Asked once the branches before it ran: whether there is such a way at all. */
  exists?(): boolean;
  run(): boolean;
}

export interface TryRecord {
  readonly thrown: { readonly doubts: readonly Doubt[]; readonly credential: boolean }[];
}

export const START: Trail = { doubts: [], credential: false, ended: false, thrown: false, status: null, settings: [] };

/** What a framework adds: it recognises its own calls, and remembers what is registered on what it gave. */
export interface Framework {
  readonly name: string;
  /** What a call of a package's export gives, when it is one of the framework's; null when it is not. */
  made(module: string, path: readonly string[], given: readonly Value[], site: Site): Entity | null;
  method(entity: Entity, key: string, given: readonly Value[], site: Site, machine: Machine): Value;
  /** A call of what it gave itself: `createTRPCRouter({ … })`, where that is `t.router`. */
  called?(entity: Entity, given: readonly Value[], site: Site, machine: Machine): Value;
  /** A property of what it gave; null when it does not know it. */
  member?(entity: Entity, key: string, machine: Machine): Value | null;
  /** What it gave is a guard made of guards: one of them has to let a request through, or all of them. */
  combined?(entity: Entity): { readonly relation: "or" | "and"; readonly parts: readonly Value[] } | null;
  /** What a request or a response was decorated with under a name. */
  decorated?(part: "request" | "response", key: string): Value | undefined;
  /** A plugin of a package was registered on an application of another framework. */
  plugged?(module: string, options: Value | null, site: Site): void;
  /** Does what it put off, once modules ran; the last time, once everything did. */
  settle?(machine: Machine, last: boolean): void;
  /** Told when something of the framework is handed to a package, or a property of it is read: `serve({ fetch: app.fetch })`. */
  handedOver?(entity: Entity, key: string | null): void;
}

/** What answers for requests while one is simulated. */
export interface Simulation {
  member(object: Value, key: string): Value | null;
  method(object: Value, key: string, given: readonly Value[], site: Site): Value | null;
  call(callee: Value, given: readonly Value[], site: Site): Value | null;
  /** `object.key = value` on a part of the request or response. */
  assign(object: Value, key: string, value: Value): void;
  /** A `throw` outside of any try. */
  throw(value: Value): void;
}
