import { EVENT_ID, getScalarValue, load, parseEvents, YAMLException, type Event } from "js-yaml";
import type { SourceText } from "../workspace/source-text.ts";
import type { KeyPath } from "./config.ts";
import { dataFile, malformed, Offsets, type DataFile } from "./data-file.ts";

/** Reads YAML 1.2, one document. Throws a ConfigError for anything else. */
export function readYaml(source: SourceText): DataFile {
  try {
    const events = parseEvents(source.text, {});
    if (events.length === 0) return dataFile(source, undefined, new Offsets());
    return dataFile(source, load(source.text) ?? undefined, offsetsOf(events, source.text));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw malformed(source, error.mark?.position ?? 0, "YAML", error.reason);
  }
}

/** A collection that is open while the events go by. */
interface Open {
  readonly path: KeyPath;
  readonly mapping: boolean;
  /** The key read last, whose value comes next; null when a key is due. */
  key: string | null;
  length: number;
}

/** Offsets of keys and list items. What an alias stands for has none of its own: the alias is nearest. */
function offsetsOf(events: readonly Event[], text: string): Offsets {
  const offsets = new Offsets();
  const open: Open[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) continue;
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const around = open.at(-1);
    const start = startOf(event);
    if (around?.mapping && around.key === null) {
      around.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : "";
      offsets.set([...around.path, around.key], start);
      if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE)
        open.push(collection(event, [...around.path, around.key]));
      continue;
    }
    const path = around === undefined ? [] : [...around.path, around.mapping ? (around.key as string) : around.length];
    if (!around?.mapping) offsets.set(path, start);
    if (around) {
      around.key = null;
      around.length++;
    }
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) open.push(collection(event, path));
  }
  return offsets;
}

function collection(event: Event, path: KeyPath): Open {
  return { path, mapping: event.type === EVENT_ID.MAPPING, key: null, length: 0 };
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR)
    return event.style === 3 || event.style === 2 ? event.valueStart - 1 : event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0;
}
