import type { ts } from "ts-morph";
import type { Part } from "../sql/parts.ts";
import type { Values } from "./values.ts";

/** What one call of a schema builder sends: each statement framed by the source it came from. Null when the source does not tell. */
export interface Lowered {
  readonly statements: readonly (readonly Part[])[] | null;
  /** The name of the method that was called: a statement that is not known is said to be there. */
  readonly method: ts.Node;
  /** The node that says where it runs: in which method, in which branch. */
  readonly at: ts.Node;
  /** Nothing but its own language sees that the call is there: a later one of a chain. */
  readonly unseen?: boolean;
}

/** The schema builder of one library. */
export interface Builder {
  /** Whether a file, by its text and the packages it can import, uses this library. */
  uses(text: string, dependencies: ReadonlySet<string>): boolean;
  /** The schema changes a call makes, in order: more than one where a chain holds several; null for any other call. */
  lower(call: ts.CallExpression, values: Values): readonly Lowered[] | null;
}
