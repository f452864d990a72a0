import {
  COLLECTION_STYLE,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import { deepest } from "../load/loaded-file.ts";
import { segmentsOf } from "../pointer.ts";
import type { Found, PositionIndex, Range } from "./position-index.ts";

/**
 * Looks pointers up in YAML by js-yaml's events, which carry offsets. An alias is followed to its anchor, for there the
 * text stands that a finding is about; so is `<<`, for members that came from it.
 */
export function indexYaml(text: string): PositionIndex {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: deepest });
  } catch {
    events = [];
  }
  return new YamlIndex(text, events);
}

interface Step {
  readonly event: number;
  readonly key: number | null;
}

class YamlIndex implements PositionIndex {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For each event, the index after it and all that is in it. */
  readonly #after: Int32Array;
  /** For each event, the end of the last text in it. */
  readonly #ends: Int32Array;
  readonly #anchors = new Map<string, number[]>();

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
    this.#after = new Int32Array(events.length);
    this.#ends = new Int32Array(events.length);
    const open: number[] = [];
    let end = 0;
    for (const [index, event] of events.entries()) {
      this.#after[index] = index + 1;
      if (event.type === EVENT_ID.POP) {
        const start = open.pop();
        if (start === undefined) continue;
        this.#after[start] = index + 1;
        const opener = events[start] as Event;
        if (opener.type === EVENT_ID.MAPPING || opener.type === EVENT_ID.SEQUENCE) end = closeOf(text, opener, end);
        this.#ends[start] = end;
        continue;
      }
      if (event.type === EVENT_ID.SCALAR) end = Math.max(end, scalarRange(text, event)?.end ?? end);
      else if (event.type === EVENT_ID.ALIAS) end = event.anchorEnd;
      else {
        open.push(index);
        if (event.type !== EVENT_ID.DOCUMENT)
          end = Math.max(end, event.start + (event.style === COLLECTION_STYLE.FLOW ? 1 : 0));
      }
      this.#ends[index] = end;
      if (event.type !== EVENT_ID.DOCUMENT && event.type !== EVENT_ID.ALIAS && event.anchorStart >= 0) {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const known = this.#anchors.get(name);
        if (known) known.push(index);
        else this.#anchors.set(name, [index]);
      }
    }
  }

  find(pointer: string): Found | undefined {
    // The first event opens the document, the second is its root.
    if (this.#events.length < 2) return undefined;
    let step: Step = { event: 1, key: null };
    let depth = 0;
    for (const segment of segmentsOf(pointer)) {
      const next = this.#step(this.#anchored(step.event), segment, 0);
      if (!next) break;
      step = next;
      depth++;
    }
    return { depth, ...this.#found(step) };
  }

  #step(container: number, segment: string, merges: number): Step | undefined {
    const event = this.#events[container] as Event;
    if (event.type === EVENT_ID.SEQUENCE) return this.#item(container, segment);
    if (event.type !== EVENT_ID.MAPPING) return undefined;
    let found: Step | undefined;
    const merged: number[] = [];
    for (let key = container + 1; key < (this.#after[container] as number) - 1;) {
      const value = this.#after[key] as number;
      const keyEvent = this.#events[key] as Event;
      if (keyEvent.type === EVENT_ID.SCALAR) {
        const name = getScalarValue(this.#text, keyEvent);
        // Of two equal keys, the last one counts.
        if (name === segment) found = { event: value, key };
        else if (name === "<<" && keyEvent.style === SCALAR_STYLE.PLAIN) merged.push(value);
      }
      key = this.#after[value] as number;
    }
    return found ?? (merges < deepest ? this.#mergedStep(merged, segment, merges + 1) : undefined);
  }

  #mergedStep(sources: readonly number[], segment: string, merges: number): Step | undefined {
    for (const source of sources) {
      const target = this.#anchored(source);
      const event = this.#events[target] as Event;
      const found =
        event.type === EVENT_ID.SEQUENCE
          ? this.#mergedStep([...this.#items(target)], segment, merges)
          : this.#step(target, segment, merges);
      if (found) return found;
    }
    return undefined;
  }

  #item(sequence: number, segment: string): Step | undefined {
    if (!/^\d+$/.test(segment)) return undefined;
    let index = Number(segment);
    for (const item of this.#items(sequence)) if (index-- === 0) return { event: item, key: null };
    return undefined;
  }

  *#items(sequence: number): Generator<number> {
    for (let item = sequence + 1; item < (this.#after[sequence] as number) - 1; item = this.#after[item] as number)
      yield item;
  }

  /** The event an alias stands for: the last anchor of its name before it. */
  #anchored(index: number): number {
    let at = index;
    for (let hops = 0; hops < deepest; hops++) {
      const event = this.#events[at] as Event;
      if (event.type !== EVENT_ID.ALIAS) return at;
      const before = at;
      const target = this.#anchors
        .get(this.#text.slice(event.anchorStart, event.anchorEnd))
        ?.findLast((anchor) => anchor < before);
      if (target === undefined) return at;
      at = target;
    }
    return at;
  }

  #found({ event, key }: Step): Omit<Found, "depth"> {
    const keyEvent = key === null ? undefined : (this.#events[key] as Event);
    const keyRange = keyEvent?.type === EVENT_ID.SCALAR ? scalarRange(this.#text, keyEvent) : undefined;
    const at = this.#anchored(event);
    const value = this.#range(at) ?? { start: keyRange?.end ?? 0, end: keyRange?.end ?? 0 };
    return { key: keyRange ?? null, value, head: this.#head(at, value) };
  }

  #range(index: number): Range | undefined {
    const event = this.#events[index] as Event;
    if (event.type === EVENT_ID.SCALAR) return scalarRange(this.#text, event);
    if (event.type === EVENT_ID.ALIAS) return { start: event.anchorStart - 1, end: event.anchorEnd };
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE)
      return { start: event.start, end: this.#ends[index] as number };
    return undefined;
  }

  #head(index: number, value: Range): Range {
    const event = this.#events[index] as Event;
    if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) return value;
    const first = this.#events[index + 1] as Event | undefined;
    const key =
      event.type === EVENT_ID.MAPPING && first?.type === EVENT_ID.SCALAR ? scalarRange(this.#text, first) : undefined;
    return key ?? { start: value.start, end: Math.min(value.end, value.start + 1) };
  }
}

/** A scalar as written: with its quotes, and a block scalar with its `|` or `>`; undefined for an empty one. */
function scalarRange(text: string, event: ScalarEvent): Range | undefined {
  if (event.valueStart < 0) return undefined;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: event.valueStart - 1, end: event.valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return { start: blockHeader(text, event), end: trimmedEnd(text, event.valueStart, event.valueEnd) };
    default:
      return { start: event.valueStart, end: event.valueEnd };
  }
}

/** Where `|` or `>` stands: on the line before the content. */
function blockHeader(text: string, event: ScalarEvent): number {
  const lineEnd = text.lastIndexOf("\n", event.valueStart - 1);
  const before = lineEnd >= event.valueStart - 1 ? lineEnd : event.valueStart;
  const lineStart = Math.max(text.lastIndexOf("\n", before - 1), text.lastIndexOf("\r", before - 2)) + 1;
  const header = /[|>][-+0-9]*[ \t]*(?:#.*)?\r?\n?$/.exec(text.slice(lineStart, Math.max(before, lineStart)));
  return header ? lineStart + header.index : event.valueStart;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text[at - 1] === "\n" || text[at - 1] === "\r")) at--;
  return at;
}

/** The offset after the bracket that closes a flow collection; a block one ends with the last text in it. */
function closeOf(text: string, event: MappingEvent | SequenceEvent, end: number): number {
  const close = event.type === EVENT_ID.MAPPING ? "}" : "]";
  if (event.style !== COLLECTION_STYLE.FLOW || (text[event.start] !== "{" && text[event.start] !== "[")) return end;
  let at = end;
  while (at < text.length && text[at] !== close) {
    // A comment may hold anything.
    if (text[at] === "#") at = Math.max(at, text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at));
    at++;
  }
  return Math.min(text.length, at + 1);
}
