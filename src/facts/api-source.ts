import type { Place, PointerPlace, Subject } from "../findings/place.ts";
import type { Json } from "../rule/openapi-visitor.ts";

/**
 * The source behind the facts of a document, for what few rules ask: read on demand, never dereferenced as a whole.
 * Two nodes are the same when their `id`s are, so that what is referenced a thousand times is looked at once.
 */
export interface ApiSource {
  /** What stands at a place of the document, references followed; null when nothing does. */
  node(place: Place): ApiNode | null;
  /** The files read for the document, the root first. */
  files(): readonly string[];
  /**
   * Where a value departs from the schema at a place, in the order of the schema. `[]` when it fits, and when that cannot
   * be said for sure: of a broken schema, of one in a dialect of its own, of a value too large to be an example.
   */
  mismatches(value: Json, schema: PointerPlace, use: ValueUse): readonly Mismatch[];
}

/** What a value is sent as: what is `readOnly` need not be in a request, what is `writeOnly` not in a response. */
export type ValueUse = "request" | "response" | "either";

export interface Mismatch {
  /** The place inside the value, as a JSON Pointer; `""` for the value itself. */
  readonly pointer: string;
  /** What is wrong there, as a clause: "`tags.0` must be a string, found the number 1". */
  readonly message: string;
  /** The keyword of the schema that asks for it. */
  readonly schema: PointerPlace;
}

/** A value of the source, behind as many `$ref`s as it took. */
export interface ApiNode extends Subject {
  /** Where the value stands: the target of the last `$ref`. */
  readonly at: PointerPlace;
  /** The place in words, to memoise by: equal for equal places. */
  readonly id: string;
  readonly value: Json;
  /** The place the reference to it is written, when there is one; `at` when there is none. */
  readonly from: PointerPlace;
  /** The component it was referenced as: the last part of the first `$ref`; null when there was none. */
  readonly name: string | null;
  /** A member, its references followed; null when there is none or it leads nowhere. */
  get(key: string): ApiNode | null;
  /** Every member as it is written, `x-` ones too, their references followed; `[]` for what is no object. */
  members(): readonly (ApiNode & { readonly key: string })[];
  /** The items of a list, their references followed; `[]` for what is no list. */
  items(): readonly ApiNode[];
  has(key: string): boolean;
  text(key: string): string | null;
  number(key: string): number | null;
  flag(key: string): boolean | null;
  /** The strings of a list at a key. */
  texts(key: string): readonly string[];
  /** The place of a member's key, whether it is written or not. */
  place(key: string): PointerPlace;
}
