import type { ValueUse } from "../../facts/api-source.ts";
import type { Json, OpenapiNode } from "../../rule/openapi-visitor.ts";

/**
 * What the values described at a media type, parameter, header or response are sent as. Of callbacks and webhooks, which
 * the API itself calls, neither can be said: `readOnly` is written there as it is in the API's own answers.
 */
export function useOf(node: OpenapiNode): ValueUse {
  let use: ValueUse | null = null;
  for (let at: OpenapiNode<Json> | null = node; at; at = at.parent) {
    if (at.kind === "Callback" || at.at.pointer.startsWith("/webhooks/")) return "either";
    if (at.kind === "RequestBody" || at.kind === "Parameter") use ??= "request";
    if (at.kind === "Response" || at.kind === "Header") use ??= "response";
  }
  return use ?? "either";
}
