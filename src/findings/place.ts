/**
 * Where something stands in the tree, as cheaply as it can be said. Lines and columns are computed later, and only
 * for what is reported (see engine/locate.ts).
 */
export type Place = TextPlace | PointerPlace;

/** A half-open range of UTF-16 code units in a text file. */
export interface TextPlace {
  /** Path relative to the project root, with `/`. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A node of a YAML or JSON file, by JSON Pointer (RFC 6901); `""` is the whole file. */
export interface PointerPlace {
  readonly file: string;
  readonly pointer: string;
  /** Frame the key (the default for a member of an object) or its value. */
  readonly on?: "key" | "value";
}

/** Anything a rule can report at: it knows where it stands and what it is called. */
export interface Subject {
  readonly at: Place;
  /**
   * A semantic address that survives edits and moves of lines, such as `openapi:GET /users/{id}#responses/404`,
   * `sql:public.users.email` or `typescript:src/users.ts#UserService.create`.
   */
  readonly anchor: string;
  /** The statement or node around it: an ignore comment above that one counts too. */
  readonly within?: Place;
}

export function isPointerPlace(place: Place): place is PointerPlace {
  return "pointer" in place;
}
