import type { TextPlace } from "../findings/place.ts";

/** A path that a test file names: in a request, in a title, in a table of cases. */
export interface TestedPath {
  readonly file: string;
  /** `GET`, where it is told; null where the path alone is. */
  readonly method: string | null;
  /** Without origin, query and fragment; what is filled in at run time is `{}`: `/users/{}`. */
  readonly path: string;
  readonly at: TextPlace;
}
