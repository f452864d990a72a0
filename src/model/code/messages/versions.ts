import type { FileValue } from "../calls/linked.ts";
import { calledName } from "../calls/called-name.ts";
import type { CallProgram } from "../calls/program.ts";
import { messagesOf, type Published } from "../messages.ts";

interface VersionedEvent {
  readonly published: Published;
  /** Whether it says which version of its form it has; what cannot be told is left out of the list. */
  readonly versioned: boolean;
}

const VERSION = /^(?:v|_v|version|schema|schema_?version|event_?version|spec_?version|dataschema|api_?version)$/i;
const IN_NAME = /(?:^|[./:_-])v\d+(?:$|[./:_-])/i;
const ENVELOPE = /^(?:key|value|headers|partition|timestamp)$/;
const WRITES = /^(?:stringify|from|encode|serialize|toBuffer)$/;
const DEPTH = 5;

/** The events for whoever is interested, as far as what is sent is written in the source. */
export function eventVersions(program: CallProgram): readonly VersionedEvent[] {
  return messagesOf(program).published.flatMap((published): VersionedEvent[] => {
    const { kind, destination, payload } = published;
    if (kind !== "event") return [];
    if (destination !== null && IN_NAME.test(destination)) return [{ published, versioned: true }];
    const versioned = payload && saysVersion(payload, program, 0);
    return versioned === null ? [] : [{ published, versioned }];
  });
}

function saysVersion(given: FileValue, program: CallProgram, depth: number): boolean | null {
  if (depth > DEPTH) return null;
  const { file, value } = program.valueOf(given);
  const inner = (next: FileValue["value"]) => saysVersion({ file, value: next }, program, depth + 1);
  if (value.kind === "array") return value.items[0] ? inner(value.items[0]) : null;
  if (value.kind === "call") {
    const call = program.tables.get(file)?.calls[value.call];
    const first = call && WRITES.test(calledName(call.record.callee)) ? program.argument(call, 0) : null;
    return first && saysVersion(first, program, depth + 1);
  }
  if (value.kind !== "object") return null;
  const body = value.members.find(({ key }) => key === "value");
  const headers = value.members.find(({ key }) => key === "headers");
  if (body && value.members.every(({ key }) => ENVELOPE.test(key)))
    return (headers ? inner(headers.value) : false) || inner(body.value);
  if (value.members.some(({ key, value: member }) => VERSION.test(key) || isNamedVersion(member))) return true;
  return value.open ? null : false;
}

/** `type: "order.placed.v2"`. */
function isNamedVersion(value: FileValue["value"]): boolean {
  return value.kind === "literal" && typeof value.value === "string" && IN_NAME.test(value.value);
}
