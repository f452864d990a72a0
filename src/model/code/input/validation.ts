import type { Route } from "../../../facts/code.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { validatedHandlers } from "../database/request-writes.ts";
import { nameOfValue } from "./names.ts";
import { type RequestInputs, requestInputs } from "./request.ts";

/** A write that reads the body of its request. */
export interface BodyUse {
  readonly route: Route;
  /** Whether anything on the way checks the body: a middleware, or a parse or validation the handler reaches. */
  readonly checked: boolean;
}

/** Frameworks that leave the checking of a body to the code; Fastify, Nest and tRPC have a place of their own for it. */
const BARE = new Set(["express", "koa", "hono", "next"]);
const CHECKS =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|spa|validate\w*|valid|assert\w*|check\w*|cast|decode|is[A-Z]\w*|sanitize\w*|create[A-Z]\w*Schema)$/;
/** These read text and check nothing. */
const READERS = /^(?:JSON|Number|Date|Array|Buffer|URL|path|qs|querystring)$/;
/** Far enough from a handler to find the validation it calls. */
const REACH = 40;

export function bodyUses(program: CallProgram, routes: readonly Route[]): readonly BodyUse[] {
  const inputs = requestInputs(program, routes);
  const behind = validatedHandlers(program, routes);
  return routes.flatMap((route) => {
    if (!/^(?:POST|PUT|PATCH)$/.test(route.method) || !BARE.has(route.framework)) return [];
    const handler = route.handlerAt && program.functionAt(route.handlerAt);
    if (!handler || !usesBody(handler, inputs)) return [];
    const checked =
      behind.has(handler) ||
      program.reachableFrom(handler, REACH).some(({ calls }) => calls.some((call) => checks(call, program)));
    return [{ route, checked }];
  });
}

function usesBody({ calls, file }: CodeFunction, inputs: RequestInputs): boolean {
  return calls.some(({ record }) =>
    record.arguments.some((value) => {
      const parts =
        value.kind === "object" ? [...value.members.map((member) => member.value), ...(value.spreads ?? [])] : [value];
      return parts.some((part) => inputs.within({ file, value: part })?.part === "body");
    }),
  );
}

function checks({ file, record }: Call, program: CallProgram): boolean {
  const { root, path } = record.callee;
  if (root.kind === "global" && READERS.test(root.name)) return false;
  const name = nameOfValue({ file, value: { kind: "ref", ref: record.callee, at: record.at } }, program);
  return name !== null && CHECKS.test(name) && (path.length > 0 || record.arguments.length > 0);
}
