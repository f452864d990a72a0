import type { ApiDocument, Operation } from "../../facts/api.ts";
import { ownOperationsOf } from "./answers.ts";

/** The API's own operations that clients are meant to call: nothing on its way out, no method that only asks about others. */
export function liveOperationsOf(document: ApiDocument): readonly Operation[] {
  return ownOperationsOf(document).filter(
    ({ method, deprecated }) => !deprecated && method !== "OPTIONS" && method !== "HEAD" && method !== "TRACE",
  );
}
