import type { Mismatch } from "../../facts/api-source.ts";
import type { Json, OpenapiNode } from "../../rule/openapi-visitor.ts";
import type { Example } from "./written-examples.ts";

/**
 * What is wrong with an example, equal for examples that are wrong in the same way, however many schemas ask for it: the
 * examples of one API that leave required properties out, that show `null`, or that give one property in one wrong type.
 *
 * @param value what stands at the place of the mismatch; undefined when nothing does
 */
export function faultOf(
  node: OpenapiNode,
  example: Example,
  { pointer, schema }: Mismatch,
  value: Json | undefined,
): string {
  const keyword = schema.pointer.slice(schema.pointer.lastIndexOf("/") + 1);
  if (value === null) return "null";
  if (/^(?:required|additionalProperties|unevaluatedProperties|format)$/.test(keyword)) return keyword;
  // Numbers that were to be quoted: a phone number, a version, a postal code.
  if (keyword === "type" && typeof value === "number") return "a number";
  const property = pointer.split("/").findLast((segment) => segment !== "" && !/^\d+$/.test(segment));
  if (property !== undefined) return `${keyword} of ${property}`;
  if (node.kind === "Parameter" || node.kind === "Schema") {
    const name = node.kind === "Parameter" ? node.value["name"] : node.key;
    return `${keyword} of ${typeof name === "string" ? name : node.key}`;
  }
  return `${keyword} of ${example.at.file}#${example.at.pointer}`;
}
