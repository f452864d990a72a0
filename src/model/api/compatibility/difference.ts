import type { Confidence } from "../../../findings/finding.ts";
import type { Place } from "../../../findings/place.ts";
import type { ApiNode } from "../../../facts/api-source.ts";
import type { KindName } from "./kinds.ts";

/** Which way a value goes: `request` to the one who declares the contract, `response` to the client. */
export type Direction = "request" | "response";

/** One breaking difference between an old and a new place, apart from who is reached by it. */
export interface Difference {
  readonly kind: KindName;
  readonly direction: Direction;
  /** What changed, in words: `` `User.email` ``. */
  readonly subject: string;
  /** What became of it, up to the words for where: "is gone from". */
  readonly fact: string;
  /** What stood there before, in words; null when the fact says it. */
  readonly was: string | null;
  /** The place in the new document. */
  readonly at: Place;
  readonly anchor: string;
  /** Tells it from others of its kind at one anchor. */
  readonly key: string;
  readonly confidence: Confidence;
}

/** The place of a difference: a keyword of a node of the new document, or the node itself. */
export function placed(node: ApiNode, keyword?: string): Pick<Difference, "at" | "anchor"> {
  return { at: keyword === undefined ? node.at : node.place(keyword), anchor: node.anchor };
}

/** `a`, `b` and 3 more. */
export function listed(values: readonly string[], most = 4): string {
  const shown = values.slice(0, values.length > most ? most - 1 : most).map((value) => `\`${value}\``);
  const rest = values.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join("");
}
