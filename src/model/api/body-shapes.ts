import type { Operation, SchemaShape } from "../../facts/api.ts";
import { jsonOf, successesOf } from "./answers.ts";

/** What the first success with a JSON body looks like. */
export function answerOf(operation: Operation): SchemaShape | null {
  for (const response of successesOf(operation)) {
    const shape = jsonOf(response)?.schema;
    if (shape) return shape;
  }
  return null;
}

/** The JSON a request carries. */
export function inputOf(operation: Operation): SchemaShape | null {
  return (operation.requestBody && jsonOf(operation.requestBody)?.schema) ?? null;
}
