import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from "js-yaml";
import type { Json } from "../../../rule/openapi-visitor.ts";
import type { Parsed, SyntaxProblem } from "./loaded-file.ts";
import { plainScalar, taggedScalar } from "./yaml-scalars.ts";

type Built = { [key: string]: Json } | Json[];

/** Merges copy keys, and merges of merges copy them again: past any real document, it is an attack. */
const mostMergedKeys = 1_000_000;

interface Frame {
  readonly container: Built;
  /** For a mapping: the key that waits for its value. */
  key: string | null;
  keyEvent: ScalarEvent | null;
  /** A `<<` whose value is still being read. */
  merging: { readonly source: Built; readonly keyEvent: ScalarEvent } | null;
  /** Keys that came from `<<`: one written in the mapping itself takes precedence. */
  merged: Set<string> | null;
}

/**
 * Makes values from js-yaml's events. Its own constructor throws at the first duplicate key or unknown tag, and turns
 * unquoted keys such as `1.0` into numbers; a linter reads on. An alias gives the anchored value itself, not a copy: a
 * thousandfold alias costs one reference, and whoever walks values by identity meets each once.
 */
export function buildYaml(text: string, events: readonly Event[]): Parsed {
  const problems: SyntaxProblem[] = [];
  const anchors = new Map<string, Json>();
  const frames: Frame[] = [];
  let root: Json = null;
  let mergedKeys = 0;

  const problem = (event: Event, message: string): void => {
    const [start, end] = rangeOf(event);
    problems.push({ start, end, message });
  };

  const anchor = (event: { anchorStart: number; anchorEnd: number }, value: Json): void => {
    if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), value);
  };

  const add = (value: Json, event: Event): void => {
    const frame = frames.at(-1);
    if (!frame) root = value;
    else if (Array.isArray(frame.container)) frame.container.push(value);
    else if (frame.key === null) {
      frame.key = keyText(text, event, value);
      frame.keyEvent = event.type === EVENT_ID.SCALAR ? event : null;
      if (typeof value === "object" && value !== null)
        problem(event, "a key must be a string, found a list or an object");
    } else setMember(frame, frame.container, frame.key, value, event);
  };

  const mergeInto = (frame: Frame, object: { [key: string]: Json }, value: Json, keyEvent: ScalarEvent): void => {
    if (mergedKeys > mostMergedKeys) return;
    const copied = merge(frame, object, value);
    mergedKeys += copied ?? 0;
    if (copied === null) problem(keyEvent, "`<<` merges an object or a list of objects into this one");
    if (mergedKeys > mostMergedKeys)
      problem(keyEvent, `merge keys copy more than ${mostMergedKeys} members: the rest is left out`);
  };

  const setMember = (frame: Frame, object: { [key: string]: Json }, key: string, value: Json, event: Event): void => {
    const { keyEvent } = frame;
    frame.key = null;
    if (key === "<<" && keyEvent?.style === SCALAR_STYLE.PLAIN) {
      if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE)
        frame.merging = { source: value as Built, keyEvent };
      else mergeInto(frame, object, value, keyEvent);
      return;
    }
    if (Object.hasOwn(object, key) && !frame.merged?.delete(key)) {
      if (keyEvent) problem(keyEvent, `the key \`${key}\` stands twice in one object: the first one is lost`);
    }
    put(object, key, value);
  };

  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR) {
      const value = scalar(text, event, problem);
      anchor(event, value);
      add(value, event);
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const container: Built = event.type === EVENT_ID.MAPPING ? {} : [];
      anchor(event, container);
      add(container, event);
      frames.push({ container, key: null, keyEvent: null, merging: null, merged: null });
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      const value = anchors.get(name);
      if (value === undefined) problem(event, `the alias \`*${name}\` has no anchor \`&${name}\` before it`);
      add(value ?? null, event);
    } else if (event.type === EVENT_ID.POP) {
      // The document's own end, after which only further documents come.
      if (frames.length === 0) break;
      const closed = frames.pop();
      const parent = frames.at(-1);
      if (!parent?.merging || parent.merging.source !== closed?.container || Array.isArray(parent.container)) continue;
      mergeInto(parent, parent.container, parent.merging.source, parent.merging.keyEvent);
      parent.merging = null;
    }
  }
  return { value: root, problems };
}

/** Copies members, not values. Answers how many keys were looked at; null when the value cannot be merged. */
function merge(frame: Frame, object: { [key: string]: Json }, value: Json): number | null {
  const sources = Array.isArray(value) ? value : [value];
  let count = 0;
  for (const source of sources as Json[]) {
    if (typeof source !== "object" || source === null || Array.isArray(source)) return null;
    for (const [key, each] of Object.entries(source)) {
      count++;
      if (Object.hasOwn(object, key)) continue;
      put(object, key, each as Json);
      (frame.merged ??= new Set()).add(key);
    }
  }
  return count;
}

/** `__proto__` is a key like any other. */
function put(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function scalar(text: string, event: ScalarEvent, problem: (event: Event, message: string) => void): Json {
  const source = getScalarValue(text, event);
  if (event.tagStart >= 0) {
    const tag = text.slice(event.tagStart, event.tagEnd);
    const tagged = taggedScalar(tag, source);
    if (tagged === undefined) {
      problem(event, `the YAML tag \`${tag}\` is not understood: its text is taken as it stands`);
      return source;
    }
    return tagged;
  }
  return event.style === SCALAR_STYLE.PLAIN ? plainScalar(source) : source;
}

/** A key as it is written: `200`, `1.0` and `null` stay what they look like. */
function keyText(text: string, event: Event, value: Json): string {
  if (event.type === EVENT_ID.SCALAR) return getScalarValue(text, event);
  return typeof value === "object" ? JSON.stringify(null) : String(value);
}

function rangeOf(event: Event): [start: number, end: number] {
  if ("valueStart" in event && event.valueStart >= 0) return [event.valueStart, event.valueEnd];
  if ("start" in event) return [event.start, event.start + 1];
  if ("tagStart" in event && event.tagStart >= 0) return [event.tagStart, event.tagEnd];
  if ("anchorStart" in event && event.anchorStart >= 0) return [event.anchorStart, event.anchorEnd];
  return [0, 0];
}
