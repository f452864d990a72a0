import type { GraphqlField } from "../../../facts/graphql.ts";
import type { FoundGuard, Handler } from "../routes/found.ts";
import type { Site, Value } from "../routes/program/values.ts";

/** A field as its library found it, before anybody asked who may ask for it. */
export interface FoundField extends Pick<GraphqlField, "type" | "name" | "library"> {
  readonly site: Site;
  readonly guards: readonly FoundGuard[];
  readonly handler: Handler | null;
  /** What decorators set on it, by key, for the guards that read it. */
  readonly metadata?: ReadonlyMap<string, Value>;
  /** A decorator of a package that says it is public, as written. */
  readonly publicMark?: string | null;
}

/** The types every schema begins at, under the names nearly everybody leaves them. */
export const OPERATIONS: Readonly<Record<string, "query" | "mutation" | "subscription">> = {
  Query: "query",
  Mutation: "mutation",
  Subscription: "subscription",
};
