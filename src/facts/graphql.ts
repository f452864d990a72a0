import type { Place, Subject } from "../findings/place.ts";
import type { Guard, Route } from "./code.ts";

/** A field of a GraphQL schema, and the function that resolves it. */
export interface GraphqlField extends Subject {
  /** The type it is a field of: `Query`, `User`. */
  readonly type: string;
  readonly name: string;
  readonly file: string;
  /** What the schema is written with. */
  readonly library: "nestjs" | "type-graphql" | "pothos" | "resolver-map";
  /** The resolver's name where it has one. */
  readonly resolver: string | null;
  readonly resolverAt: Place | null;
}

/** A field of one of the root types: what a client asks for first, and what has to ask who is calling. */
export interface GraphqlOperation extends GraphqlField, Pick<Route, "auth" | "authReason" | "declaredPublic"> {
  readonly operation: "query" | "mutation" | "subscription";
  /** What decides before the resolver, in order: the context, then guards, scopes and middleware. */
  readonly guards: readonly Guard[];
}

/** What the code serves by GraphQL, by file and place. */
export interface GraphqlSchema {
  readonly operations: readonly GraphqlOperation[];
  /** Fields of other types that a function resolves, once for each object that is asked for. */
  readonly fields: readonly GraphqlField[];
}
