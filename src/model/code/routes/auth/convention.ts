import { type Part, part, unknown, type Value } from "../program/values.ts";
import type { Mode } from "./request.ts";
import { graphqlGiven } from "./graphql-context.ts";
import { trpcOptions, trpcRequest } from "./trpc-options.ts";

/**
 * What a framework gives its middleware and handlers, and what a return from one says: with Express only `next` and the
 * response speak; with Koa and Hono, coming back without having called `next` answers the request.
 */
export interface Convention {
  readonly given: readonly Value[];
  readonly answersByReturn: boolean;
  /** A return is a web response, or nothing where a middleware lets the request go on. */
  readonly answersWeb?: true;
}

const EXPRESS: Convention = {
  given: [part("request"), part("response"), part("next")],
  answersByReturn: false,
};

const BY_FRAMEWORK: Readonly<Record<string, Part["part"]>> = { koa: "koa-context", hono: "hono-context" };

/** `(request, { params })`; a middleware is given an event instead. */
const NEXT: Convention = {
  given: [part("request"), unknown("context", "input")],
  answersByReturn: false,
  answersWeb: true,
};

/** Hooks of Fastify; `preParsing` is given the body's stream before `done`. */
const PARSING: Convention = {
  given: [part("request"), part("response"), unknown("payload", "input"), part("next")],
  answersByReturn: false,
};

export function conventionOf(framework: string, mode: Mode): Convention {
  if (mode === "parsing-hook") return PARSING;
  if (framework === "graphql") return { given: graphqlGiven(mode), answersByReturn: false };
  if (framework === "graphql-nest" && mode === "guard")
    return { given: [part("graphql-execution")], answersByReturn: false };
  if (framework === "graphql-context") return { given: graphqlGiven("guard"), answersByReturn: false };
  if (framework === "trpc-context") return { given: [trpcRequest()], answersByReturn: false };
  if (framework === "trpc") return { given: [trpcOptions(mode)], answersByReturn: false };
  if (framework === "next" || (framework === "next-pages" && mode === "middleware")) return NEXT;
  const context = BY_FRAMEWORK[framework];
  if (mode === "guard") return { given: [part("context")], answersByReturn: false };
  return context ? { given: [part(context), part("next")], answersByReturn: true } : EXPRESS;
}
