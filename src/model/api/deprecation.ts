import type { ApiDocument, Operation } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { pathVersionOf } from "./versions.ts";

/** Words that come with another way to do it, or that say there is none. */
const successor =
  /\b(?:instead|replac\w*|supersed\w*|successors?|alternatives?|equivalent|migrat\w*|renamed|favou?r of|(?:moved|switch\w*|upgrade\w*|merged|transition\w*) (?:in)?to|please use|recommend\w*|visit|(?:use|using|see|refer to|call|prefer) (?:(?:the|our|its|a|an|one of) )?(?:new\w*|v\d|(?:GET|POST|PUT|PATCH|DELETE)\b|`|\[|\/|https?:|"|'|\w+ (?:endpoint|operation|method|api|resource)))/i;
const leaving = /deprecat|obsolete|legacy|sunset|retire|remove|discontinu/i;
const pointer = /\[[^\]]+\]\([^)]+\)|https?:\/\/|`[^`]+`|\b(?:GET|POST|PUT|PATCH|DELETE) \/|<a\s/i;
const successorKey = /replac|success|alternativ|migrat|instead|supersed/i;

/** Where a document knows of something newer: live operations by what they serve in any version. */
export type Successors = ReadonlySet<string>;

export function liveResources(document: ApiDocument): Successors {
  return new Set(document.operations.filter((operation) => !operation.deprecated).flatMap(resourceKey));
}

/** Whether the contract says what to call in the place of a deprecated operation: in words, a link, an `x-` key, or by serving it in another version. */
export function hasSuccessor(operation: Operation, node: ApiNode, live: Successors): boolean {
  if (resourceKey(operation).some((key) => live.has(key))) return true;
  if (operation.responses.some((response) => response.headers.some((name) => /^link$/i.test(name)))) return true;
  const extensions = node.members().filter((member) => member.key.startsWith("x-"));
  if (extensions.some((member) => successorKey.test(member.key) && member.value !== false)) return true;
  const texts = [
    node.text("summary"),
    node.text("description"),
    ...extensions.filter((member) => leaving.test(member.key)).map((member) => JSON.stringify(member.value)),
  ];
  return texts.some((text) => text !== null && namesSuccessor(text));
}

/** Whether a text on something deprecated says what to use in its place. */
export function namesSuccessor(text: string): boolean {
  if (successor.test(text)) return true;
  return text.split(/(?<=[.!?])\s+|\n{2,}/).some((sentence) => leaving.test(sentence) && pointer.test(sentence));
}

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const date = new RegExp(`\\b20\\d\\d-\\d\\d|\\b(?:${months})\\b[^.]{0,12}\\b20\\d\\d|\\bq[1-4],? 20\\d\\d`, "i");

/** Whether the contract says when a deprecated operation goes: `Sunset` (RFC 8594) or `Deprecation` (RFC 9745) headers, an `x-` key, or a date in words. */
export function hasSunset(operation: Operation, node: ApiNode): boolean {
  if (operation.responses.some((response) => response.headers.some((name) => /^(?:sunset|deprecation)$/i.test(name))))
    return true;
  if (node.members().some(({ key, value }) => /^x-.*(?:sunset|removal|end-of-life|eol)/i.test(key) && value !== false))
    return true;
  const texts = [
    node.text("summary") ?? "",
    node.text("description") ?? "",
    ...node.members().flatMap(({ key, value }) => (/^x-.*deprecat/i.test(key) ? [JSON.stringify(value)] : [])),
  ];
  return texts.some((text) => leaving.test(text) && date.test(text));
}

function resourceKey(operation: Operation): readonly string[] {
  const version = pathVersionOf(operation);
  return version ? [`${operation.method} ${version.family} ${version.resource}`] : [];
}
