import type { Guard, Route } from "../../../facts/code.ts";
import type { TextPlace } from "../../../findings/place.ts";
import { contextVerdict, type InView, verdictOf } from "./auth/verdict.ts";
import type { Verdict } from "./auth/outcome.ts";
import type { FoundGuard, FoundRoute } from "./found.ts";
import { metadataKey } from "./metadata.ts";
import { showPath } from "./paths.ts";
import type { RunningMachine } from "./program/create.ts";
import { nameOf } from "./program/describe.ts";
import { textValue } from "./program/truth.ts";
import type { Site, Value } from "./program/values.ts";
import { settledGuard, type GuardSettings } from "./settled-guards.ts";

type Ruling = Pick<Route, "auth" | "authReason"> & { readonly declaredPublic?: boolean };

/** Says of each route who may call it: what every guard does with a request without credentials, then the handler. */
export function createAuthorizer(machine: RunningMachine, settings: GuardSettings): (found: FoundRoute) => Route {
  const memo = new Map<Value, Verdict>();

  function ask(value: Value, kind: FoundGuard["kind"] | "handler", view: InView): Verdict {
    return kind === "context" ? contextVerdict(value, machine, view) : verdictOf(value, kind, machine, view);
  }

  function verdict(
    value: Value,
    kind: FoundGuard["kind"] | "handler",
    { metadata, framework }: Pick<FoundRoute, "metadata" | "framework">,
  ): Verdict {
    const view = { metadata: lookUp(metadata), route: null, framework };
    if (metadata.size > 0) return ask(value, kind, view);
    const known = memo.get(value);
    if (known) return known;
    const fresh = ask(value, kind, view);
    memo.set(value, fresh);
    return fresh;
  }

  /** A guard's verdict for one route: asked again with its path where that decides. */
  function verdictFor(guard: FoundGuard, found: FoundRoute): Verdict {
    const settled = settledGuard(guard.text, settings);
    if (settled === false) return { enforces: "no", reason: "is no guard, says the configuration" };
    const given: Verdict = settled
      ? { enforces: "auth", reason: "is set as a guard in the configuration" }
      : verdict(guard.value, guard.kind, found);
    if (guard.doubts.length > 0 && given.enforces === "auth")
      return {
        enforces: "unknown",
        reason: guard.doubts.includes("path")
          ? "stands before a path that may or may not be this one"
          : "is added under a condition that could not be followed",
      };
    if (!given.byPath && !given.byOptions) return given;
    const path = showPath(found.path);
    const below = guard.below ? showPath(guard.below) : "/";
    const relative = below === "/" ? path : path.startsWith(below) ? path.slice(below.length) || "/" : null;
    if (relative === null) return given;
    const options = found.options ?? null;
    const route = { method: found.method, path: pathValue(path), relative: pathValue(relative), options };
    const view = { metadata: lookUp(found.metadata), route, framework: found.framework };
    const own = ask(guard.value, guard.kind, view);
    if (own.enforces !== "no") return own;
    // A guard that is asked for by an option lets everything else through; one that an option turns off exempts the route.
    const bare = given.byOptions
      ? ask(guard.value, guard.kind, { ...view, route: { ...route, options: NO_OPTIONS } })
      : null;
    return bare?.enforces === "no" ? own : { ...own, exempts: true };
  }

  /** A handler that serves several methods is asked for the route's own. */
  function handlerVerdict(value: Value, found: FoundRoute): Verdict {
    if (!found.handlerByRoute) return verdict(value, "handler", found);
    if (value.kind !== "closure" && value.kind !== "applied") return verdict(value, "handler", found);
    const path = pathValue(showPath(found.path));
    const route = { method: found.method, path, relative: path, options: null };
    return verdictOf(value, "handler", machine, {
      metadata: lookUp(found.metadata),
      route,
      framework: found.framework,
    });
  }

  function rule(found: FoundRoute, verdicts: readonly Verdict[]): Ruling {
    const guards = found.guards.map((guard, index) => ({ guard, verdict: verdicts[index] as Verdict }));
    if (found.publicMark !== null)
      return { auth: "none", authReason: `declared public by \`@${found.publicMark}\``, declaredPublic: true };
    const optedOut = guards.find((each) => each.verdict.exempts && each.verdict.byOptions);
    if (optedOut)
      return {
        auth: "none",
        authReason: `declared public by the options \`${optedOut.guard.text}\` reads`,
        declaredPublic: true,
      };
    const enforcing = guards.find((each) => each.verdict.enforces === "auth");
    if (enforcing)
      return { auth: "required", authReason: `\`${enforcing.guard.text}\` ${subjectless(enforcing.verdict.reason)}` };
    const handler = found.handler ? handlerVerdict(found.handler.value, found) : null;
    if (handler?.enforces === "auth") return { auth: "required", authReason: handler.reason };
    const opted =
      found.metadata.size > 0 &&
      guards.some(
        ({ guard, verdict: given }) =>
          given.enforces === "no" &&
          verdict(guard.value, guard.kind, { metadata: new Map(), framework: found.framework }).enforces === "auth",
      );
    if (opted)
      return { auth: "none", authReason: "declared public, by metadata its guard reads", declaredPublic: true };
    const exempted = guards.find((each) => each.verdict.exempts);
    if (exempted)
      return { auth: "none", authReason: `\`${exempted.guard.text}\` lets its path through`, declaredPublic: true };
    const unclear = guards.find((each) => each.verdict.enforces === "unknown");
    if (unclear) return { auth: "unknown", authReason: `\`${unclear.guard.text}\`: ${unclear.verdict.reason}` };
    if (handler?.enforces === "unknown") return { auth: "unknown", authReason: handler.reason };
    const lenient = guards.find((each) => each.verdict.identifies);
    if (lenient)
      return { auth: "none", authReason: `\`${lenient.guard.text}\` ${subjectless(lenient.verdict.reason)}` };
    return { auth: "none", authReason: "nothing on its way turns a request without credentials away" };
  }

  return (found) => {
    const path = showPath(found.path);
    const verdicts = found.guards.map((guard) => verdictFor(guard, found));
    const ruling = rule(found, verdicts);
    return {
      at: placeOf(found.site),
      anchor: `typescript:${found.site.file}#${found.method} ${path}`,
      ...(found.site.whole
        ? { within: { file: found.site.file, start: found.site.whole[0], end: found.site.whole[1] } }
        : {}),
      method: found.method,
      path,
      file: found.site.file,
      framework: found.framework === "next-pages" ? "next" : found.framework,
      app: found.app,
      ...ruling,
      guards: found.guards.map((guard, index) => describeGuard(guard, verdicts[index] as Verdict)),
      handler: found.handler
        ? (nameOf(wrapped(found.handler.value)) ??
          (found.handler.text === "inline function" ? null : found.handler.text))
        : null,
      handlerAt: found.handler ? handlerPlace(wrapped(found.handler.value), found.handler.site) : null,
    };
  };
}

const NO_OPTIONS: Value = {
  kind: "record",
  fields: new Map([["config", { kind: "record", fields: new Map(), open: false }]]),
  open: false,
};

/** "`express-jwt` turns away…" after a guard's own name reads better without the package's. */
function subjectless(reason: string): string {
  return reason.replace(/^`[^`]+` (?=turns|identifies|lets|is set)/, "");
}

function describeGuard({ text, site, scope }: FoundGuard, { enforces, identifies }: Verdict): Guard {
  return {
    at: placeOf(site),
    anchor: `typescript:${site.file}#${text}`,
    name: text,
    enforces,
    scope,
    ...(identifies ? { identifies } : {}),
  };
}

/** The one function a package was given to wrap: `asyncHandler(async (request, response) => …)`. */
function wrapped(value: Value): Value {
  if (value.kind !== "applied") return value;
  const inner = value.arguments.filter((each) => each.kind === "closure");
  return inner.length === 1 && inner[0] ? inner[0] : value;
}

function handlerPlace(value: Value, site: Site): TextPlace {
  return value.kind === "closure"
    ? { file: value.scope.file, start: value.fact.at[0], end: value.fact.at[1] }
    : placeOf(site);
}

export function placeOf({ file, span }: Site): TextPlace {
  return { file, start: span[0], end: span[1] };
}

/** `/users/{id}` as a text whose parameters are not known. */
function pathValue(path: string): Value {
  const parts = path.split(/(\{[^}]*\}|\*)/).filter((part) => part !== "");
  return textValue(parts.map((part) => (/^[{*]/.test(part) ? { symbol: part } : part)));
}

function lookUp(metadata: ReadonlyMap<string, Value>): InView["metadata"] {
  return (key) => {
    const name = metadataKey(key);
    return name === null ? undefined : metadata.get(name);
  };
}
