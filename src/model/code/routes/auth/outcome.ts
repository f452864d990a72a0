import type { Setting } from "../program/machine.ts";
import type { Doubt } from "../program/values.ts";
import type { Mode } from "./request.ts";

/** How a request without credentials fared on one path through a body. */
export interface Outcome {
  /** `pass`: handed on, or the work was done; `stop`: answered, refused or thrown out; `lost`: handed to what is out of sight. */
  readonly kind: "pass" | "stop" | "lost";
  /** The status answered with; null when it is not known. */
  readonly status: number | null;
  readonly doubts: readonly Doubt[];
  /** A lack of credentials led here. */
  readonly credential: boolean;
  readonly settings: readonly Setting[];
}

export interface Verdict {
  readonly enforces: "auth" | "no" | "unknown";
  readonly reason: string;
  /** It reads credentials, and lets a request without them through. */
  readonly identifies?: boolean;
  /** It depends on the request's path or method: asking again for one route may tell. */
  readonly byPath?: boolean;
  /** It reads the route's own options: asking again for one route may tell. */
  readonly byOptions?: boolean;
  /** It signs callers in: everybody may ask it to. */
  readonly signsIn?: true;
  /** It turns others away, and lets this route's path through. */
  readonly exempts?: boolean;
}

const REFUSED = new Set([401, 403, 407]);

/** Reads the outcomes of all paths as what they say of the whole. */
export function judge(outcomes: readonly Outcome[], mode: Mode, looked: boolean): Verdict {
  const refusals = outcomes.filter((outcome) => outcome.kind === "stop" && isRefusalForCredentials(outcome, mode));
  if (refusals.length === 0) return judgeWithout(outcomes, mode, looked);
  const passes = outcomes.filter((outcome) => outcome.kind !== "stop" && !outcome.doubts.includes("credential"));
  const doubts = new Set<Doubt>(passes.flatMap((pass) => (pass.kind === "lost" ? (["opaque"] as const) : pass.doubts)));
  if (passes.length === 0)
    return {
      enforces: "auth",
      reason: mode === "handler" ? "checked in the handler" : "turns away a request without credentials",
    };
  if (passes.some((pass) => pass.kind === "pass" && pass.doubts.length === 0)) {
    if (mode === "handler") return { enforces: "no", reason: "the handler serves a request without credentials" };
    return { enforces: "no", reason: "lets a request without credentials through", identifies: true };
  }
  if ((doubts.size === 1 && doubts.has("config")) || canBeSetApart(passes.map(({ settings }) => settings)))
    return { enforces: "auth", reason: "turns away a request without credentials, unless configured off" };
  if (mode === "handler")
    return { enforces: "unknown", reason: "the handler checks credentials on some branches only" };
  if (doubts.has("path"))
    return { enforces: "unknown", reason: "checks credentials for some paths only", byPath: true };
  if (doubts.has("input")) return { enforces: "unknown", reason: "checks credentials for some requests only" };
  return { enforces: "unknown", reason: "checks credentials under a condition that could not be followed" };
}

/** Whether an application can be set so that it takes none of several ways: each asks for a setting that can be another. */
function canBeSetApart(ways: readonly (readonly Setting[])[], chosen: readonly Setting[] = []): boolean {
  const open = ways.find((way) => !way.some(({ condition, is }) => chosenFor(condition, chosen) === !is));
  if (!open) return true;
  return open.some(
    ({ condition, is }) =>
      chosenFor(condition, chosen) === undefined && canBeSetApart(ways, [...chosen, { condition, is: !is }]),
  );
}

function chosenFor(condition: Setting["condition"], chosen: readonly Setting[]): boolean | undefined {
  return chosen.find((each) => each.condition === condition)?.is;
}

function isRefusalForCredentials({ status, doubts, credential }: Outcome, mode: Mode): boolean {
  if (status !== null && status < 300) return false;
  if (credential) return true;
  if (mode === "handler" || !doubts.includes("credential")) return false;
  return status === null || REFUSED.has(status) || status < 400;
}

function isError({ kind, status }: Outcome): boolean {
  return kind === "stop" && (status === null || status >= 400);
}

/** No path turns the request away for want of credentials. */
function judgeWithout(outcomes: readonly Outcome[], mode: Mode, looked: boolean): Verdict {
  if (outcomes.some((outcome) => outcome.kind === "lost"))
    return { enforces: "unknown", reason: "hands the request to code out of sight" };
  // `const { error } = await parse(request); if (error) return error();`: whatever led there, nobody gets by.
  if (mode === "handler" && outcomes.every(isError)) {
    const refusal = outcomes.find(({ status }) => status !== null && REFUSED.has(status));
    if (refusal && looked) return { enforces: "auth", reason: "checked in the handler" };
    if (refusal && refusal.doubts.length > 0)
      return { enforces: "unknown", reason: "refuses requests for a reason that could not be followed" };
  }
  const forbids = outcomes.filter(
    (outcome) => outcome.kind === "stop" && outcome.status !== null && REFUSED.has(outcome.status),
  );
  // A refusal for a reason the caller cannot choose may be about who is calling; a refused input is not.
  const unclear = forbids.some(
    ({ doubts }) => doubts.length > 0 && doubts.every((doubt) => doubt === "opaque" || doubt === "address"),
  );
  // A handler may refuse for many reasons; where it reads who is calling, and refuses whatever is sent, that is likely one.
  const unsure = looked && forbids.some(({ status, doubts }) => status === 401 && !doubts.includes("input"));
  if (mode === "handler" ? unsure : unclear)
    return { enforces: "unknown", reason: "can refuse a request, for a reason that could not be followed" };
  if (mode === "handler")
    return { enforces: "no", reason: "the handler does not turn away a request without credentials" };
  return looked
    ? { enforces: "no", reason: "identifies the caller and lets everybody through", identifies: true }
    : { enforces: "no", reason: "does not look at credentials" };
}
