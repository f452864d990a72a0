import { wordsOf } from "./casing.ts";

/** What an HTTP method says by itself, and which one. */
const alone: Readonly<Record<string, string>> = {
  get: "GET",
  fetch: "GET",
  retrieve: "GET",
  create: "POST",
  update: "PUT or PATCH",
  modify: "PUT or PATCH",
  edit: "PUT or PATCH",
  delete: "DELETE",
  remove: "DELETE",
};
/** Verbs before a noun, and nouns by themselves: `/lists`, `/sets`. */
const before: Readonly<Record<string, string>> = {
  ...alone,
  list: "GET",
  find: "GET",
  add: "POST",
  insert: "POST",
  save: "PUT",
  set: "PUT",
  upsert: "PUT",
};
/** Nouns that begin with such a verb: `/update-history`, `/set-top-boxes`, `/add-ons`. */
const nouns =
  /^(?:history|histories|requests?|jobs?|events?|logs?|policy|policies|status|options?|windows?|tokens?|keys?|ons?|info|notes?|channels?|schedules?|runs?|results?|top|id|ids|url|urls|only|by|from|to)$/;

/** The verb a path segment says instead of its method, and the method that would say it; null for a noun, and for an action HTTP has no method for. */
export function verbOf(segment: string): { readonly verb: string; readonly method: string } | null {
  if (segment.includes("{") || segment.includes(":")) return null;
  // `/rpc/user.delete`: the last part is the action.
  const [verb, ...others] = wordsOf(segment.replace(/\.(?:json|xml|html?|php|aspx?|do)$/i, ""));
  if (verb === undefined) return null;
  const dotted = /^[\w-]+\.([A-Za-z]+)$/.exec(segment);
  const last = dotted ? wordsOf(dotted[1] as string)[0] : undefined;
  if (last !== undefined && Object.hasOwn(alone, last)) return { verb: last, method: alone[last] as string };
  const verbs = others.length === 0 ? alone : before;
  if (!Object.hasOwn(verbs, verb) || (others[0] !== undefined && nouns.test(others[0]))) return null;
  return { verb, method: verbs[verb] as string };
}
