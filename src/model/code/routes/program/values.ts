import type { ClassFact, Expression, FunctionFact, Span } from "../../../../facts/routes.ts";
import type { Scope } from "./scope.ts";

/** What an expression is known to be, as far as source alone tells. */
export type Value =
  | Unknown
  | Literal
  | Text
  | Regex
  | List
  | RecordValue
  | Closure
  | ClassValue
  | Instance
  | External
  | Applied
  | Entity
  | Lazy
  | Choice
  | Part;

/**
 * Why a value is not known, which is what decides how much it says about a request without credentials:
 * `credential` depends on who is calling, `input` on what the caller sends, `path` on the request's path, `address` on
 * where it comes from, `config` on settings; `metadata` is a route's own; `opaque` is everything else.
 */
export type Doubt = "credential" | "input" | "path" | "address" | "config" | "metadata" | "opaque";

export interface Unknown {
  readonly kind: "unknown";
  readonly doubts: readonly Doubt[];
  /** True when missing credentials took part in making it. */
  readonly credential: boolean;
  /** What a person would call it: the last name of the expression. */
  readonly name: string | null;
}

export interface Literal {
  readonly kind: "literal";
  readonly value: string | number | boolean | null | undefined;
  /** True when it is so because the request carries no credentials. */
  readonly credential: boolean;
}

/** A string some parts of which are only known at run time. */
interface Text {
  readonly kind: "text";
  readonly parts: readonly (string | { readonly symbol: string })[];
}

interface Regex {
  readonly kind: "regex";
  readonly text: string;
}

export interface List {
  readonly kind: "list";
  readonly items: Value[];
  /** True when there may be more items than are known. */
  open: boolean;
}

interface RecordValue {
  readonly kind: "record";
  readonly fields: Map<string, Value>;
  open: boolean;
  /** True for one that is given for want of credentials. */
  readonly credential?: boolean;
}

export interface Closure {
  readonly kind: "closure";
  readonly fact: FunctionFact;
  readonly scope: Scope;
  readonly self: Value | null;
  /** The class a method stands in, for `super`. */
  readonly owner: ClassValue | null;
  /** A getter of an object or a class: reading it calls it. */
  readonly getter: boolean;
  /** What was assigned to it: `routes.autoPrefix = "/v1"`. */
  attached?: Map<string, Value>;
  /** True for one that is given for want of credentials: it makes the refusal. */
  readonly credential?: boolean;
}

export interface ClassValue {
  readonly kind: "class";
  readonly fact: ClassFact;
  readonly scope: Scope;
  readonly base: Value | null;
  readonly statics: Map<string, Value>;
}

export interface Instance {
  readonly kind: "instance";
  readonly of: ClassValue;
  readonly fields: Map<string, Value>;
  /** What a framework makes of it, for a class that extends one of the framework's: `class Routes extends Router`. */
  made: Entity | null;
}

/** An export of a package: `express`, then `Router`. */
interface External {
  readonly kind: "external";
  readonly module: string;
  readonly path: readonly string[];
}

/** What came of calling something of a package, or of a member of such a result. */
interface Applied {
  readonly kind: "applied";
  readonly callee: Value;
  readonly arguments: readonly Value[];
  readonly at: Site;
}

/** Something a framework gave: a router, an application. The framework knows what it is. */
export interface Entity {
  readonly kind: "entity";
  readonly framework: string;
  readonly state: object;
}

/** An import of a module that was not evaluated yet: looked up when it is used. */
interface Lazy {
  readonly kind: "lazy";
  readonly file: string;
  readonly name: string;
}

/** One of several, by a condition that is not known. */
interface Choice {
  readonly kind: "choice";
  readonly options: readonly Value[];
  /** True where nothing but the application's settings chooses. */
  readonly bySettings?: boolean;
}

/** A part of what a handler is given. Only while a request is simulated. `target` is the handler or class a guard stands before. */
export interface Part {
  readonly kind: "part";
  readonly part:
    | "request"
    | "response"
    | "next"
    | "headers"
    | "cookies"
    | "query"
    | "session"
    | "locals"
    | "context"
    | "koa-context"
    | "hono-context"
    | "hono-request"
    | "trpc-context"
    | "trpc-next"
    | "graphql-context"
    | "graphql-execution"
    | "target";
  /** For `response`: the status set on it, NaN for one that is computed. */
  readonly status: number | null;
  /** True for a response that is given for want of credentials. */
  readonly credential?: boolean;
}

/** Where in the source: what guards, routes and unknown registrations are reported at. */
export interface Site {
  readonly file: string;
  readonly span: Span;
  /** For a call: the expressions its arguments are written as, one for each. */
  readonly written?: readonly Expression[];
  /** For a call: all of it, its arguments included. */
  readonly whole?: Span;
  /** For a call: whether `await` stands before it. */
  readonly awaited?: boolean;
}

export function unknown(name: string | null = null, ...doubts: readonly Doubt[]): Unknown {
  return { kind: "unknown", doubts: doubts.length === 0 ? ["opaque"] : doubts, credential: false, name };
}

export function literal(value: Literal["value"], credential = false): Literal {
  return { kind: "literal", value, credential };
}

/** What a request without credentials lacks. */
export const ABSENT: Literal = literal(undefined, true);

export function part(name: Part["part"], status: number | null = null): Part {
  return { kind: "part", part: name, status };
}

export function list(items: Value[], open = false): List {
  return { kind: "list", items, open };
}

/** Each value it may be. */
export function options(value: Value): readonly Value[] {
  return value.kind === "choice" ? value.options : [value];
}

const MOST_OPTIONS = 6;

/** One of these; a single value when they are one. */
export function choice(values: readonly Value[], bySettings = false): Value {
  const flat = [...new Set(values.flatMap(options))];
  if (flat.length === 1) return flat[0] as Value;
  if (flat.length === 0) return literal(undefined);
  if (flat.length > MOST_OPTIONS) return unknown();
  const onlySettings = bySettings && values.every((value) => value.kind !== "choice" || value.bySettings);
  return { kind: "choice", options: flat, ...(onlySettings ? { bySettings } : {}) };
}

/** What a framework gave, as such or as what an instance of the project's own class extends. */
export function entityOf(value: Value): Entity | null {
  if (value.kind === "entity") return value;
  return value.kind === "instance" ? value.made : null;
}

/** The package an external value, or what was made from it, comes from. */
export function packageOf(value: Value): string | null {
  if (value.kind === "external") return value.module;
  return value.kind === "applied" ? packageOf(value.callee) : null;
}
