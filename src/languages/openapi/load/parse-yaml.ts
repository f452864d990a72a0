import { EVENT_ID, parseEvents, YAMLException, type Event } from "js-yaml";
import { buildYaml } from "./build-yaml.ts";
import { deepest, type Parsed } from "./loaded-file.ts";

/** Reads the first document of a YAML text. Duplicate keys and unknown tags are problems, and the rest is read. */
export function parseYaml(text: string): Parsed {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: deepest });
  } catch (error) {
    return { value: undefined, problems: [brokenAt(text, error)] };
  }
  if (events.length === 0) return { value: undefined, problems: [{ start: 0, end: 0, message: "the file is empty" }] };
  const { value, problems } = buildYaml(text, events);
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (second < 0) return { value, problems };
  const at = text.search(/^---/m);
  const start = text.indexOf("\n---", Math.max(0, at)) + 1;
  return {
    value,
    problems: [
      ...problems,
      { start, end: start + 3, message: "the file holds more than one YAML document: only the first is read" },
    ],
  };
}

function brokenAt(text: string, error: unknown) {
  // The stack overflow of a pathological text is bad input too.
  if (!(error instanceof YAMLException))
    return { start: 0, end: 0, message: "this YAML is too deeply nested to be read" };
  const at = Math.min(error.mark?.position ?? 0, Math.max(0, text.length - 1));
  // Indentation is noticed at the end of what is indented.
  const start = /indentation of a/.test(error.reason)
    ? at - (/[^\n]*$/.exec(text.slice(0, at))?.[0].trimStart().length ?? 0)
    : at;
  const lineEnd = text.indexOf("\n", at);
  return {
    start,
    end: Math.max(at, Math.min(lineEnd < 0 ? text.length : lineEnd, at + 1)),
    message: explain(error.reason),
  };
}

/** js-yaml's own words, made to say what is expected where they do not. */
function explain(reason: string): string {
  if (/bad indentation of a mapping entry/.test(reason))
    return "this line is indented differently from the keys above it, or a value holds `: ` and needs quotes";
  if (/tab characters/.test(reason)) return "YAML must be indented with spaces, found a tab";
  if (/deficient indentation/.test(reason))
    return "a value goes on here without being indented: a quote or bracket before it may not be closed";
  if (/unexpected end of the stream/.test(reason)) return "found the end of the file: a quote or bracket is not closed";
  if (/maxDepth/.test(reason)) return `nested more than ${deepest} levels deep`;
  return reason.replace(/^can not/, "cannot");
}
