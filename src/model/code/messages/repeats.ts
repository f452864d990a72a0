import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { type Consumed, messagesOf } from "../messages.ts";
import { databaseWrites } from "../database/writes.ts";

/** A handler of messages that adds rows each time it runs. */
interface RepeatedAdd {
  readonly consumed: Consumed;
  /** The write. */
  readonly call: Call;
}

/** What remembers a message, or lets a second try add nothing. */
const REMEMBERS =
  /idempot|dedup|processed|already|inbox|seen|on_?conflict|upsert|skip_?duplicates|merge|or_?ignore|find_?or_?create|exists|messageId|jobId|eventId|lock/i;
const SQL_REMEMBERS = /\bon\s+conflict\b|\bnot\s+exists\b|\bignore\b|\bmerge\b/i;
const REACH = 40;

/** The handlers whose message, delivered again, adds its rows again. */
export function repeatedAdds(program: CallProgram): readonly RepeatedAdd[] {
  const adds = new Map<CodeFunction, Call[]>();
  for (const { call, does } of databaseWrites(program)) {
    if (does !== "add" || call.record.conditional || remembers(call, program)) continue;
    const known = adds.get(call.function);
    if (known) known.push(call);
    else adds.set(call.function, [call]);
  }
  if (adds.size === 0) return [];
  return messagesOf(program).consumed.flatMap((consumed): RepeatedAdd[] => {
    const reached = program.reachableFrom(consumed.handler, REACH);
    if (reached.some((of) => REMEMBERS.test(of.name ?? "") || of.calls.some((call) => isNamed(call)))) return [];
    const call = reached.flatMap((of) => adds.get(of) ?? [])[0];
    return call ? [{ consumed, call }] : [];
  });
}

function isNamed({ record }: Call): boolean {
  const { root, path } = record.callee;
  const first = root.kind === "import" ? root.local : "";
  return REMEMBERS.test([first, ...path].join(" "));
}

/** `skipDuplicates`, `ON CONFLICT`, or a key that is not made anew: the second try fails, or changes nothing. */
function remembers(call: Call, program: CallProgram): boolean {
  return call.record.arguments.some((argument) => {
    const { value } = program.valueOf({ file: call.file, value: argument });
    if (value.kind === "literal") return SQL_REMEMBERS.test(String(value.value));
    if (value.kind === "template") return SQL_REMEMBERS.test(value.parts.join("?"));
    if (value.kind !== "object") return value.kind !== "array";
    return (
      value.open ||
      value.members.some(
        ({ key, value: member }) =>
          REMEMBERS.test(key) ||
          key === "id" ||
          (member.kind === "object" && (member.open || member.members.some((each) => each.key === "id"))) ||
          (key === "data" && member.kind !== "object"),
      )
    );
  });
}
