import type { Route } from "../../facts/code.ts";
import type { FileValue } from "../code/calls/linked.ts";
import type { CallProgram } from "../code/calls/program.ts";
import { registrationOf } from "../code/input/registration.ts";

/**
 * What a route says of its own place in the contract that is made from the code: `hidden` by `hide: true` (@fastify/swagger
 * in the route's `schema`, @hono/zod-openapi beside its path), `deprecated`, which some generators leave out; null when
 * it says nothing.
 */
export function keptOut(route: Route, program: CallProgram): "hidden" | "deprecated" | null {
  const call = registrationOf(route, program);
  const options = (call?.record.arguments ?? []).flatMap((_, index) => (call && program.argument(call, index)) ?? []);
  const says = (key: string): boolean => options.some((each) => isTrue(each, key, program));
  return says("hide") ? "hidden" : says("deprecated") ? "deprecated" : null;
}

function isTrue(options: FileValue, key: string, program: CallProgram): boolean {
  return [["schema", key], [key]].some((path) => {
    const found = program.memberOf(options, path);
    if (found.is !== "value") return false;
    const { value } = program.valueOf(found.value);
    return value.kind === "literal" && value.value === true;
  });
}
