import type { Call, CodeFunction, FileValue } from "./calls/linked.ts";
import type { CallProgram } from "./calls/program.ts";
import { CONSUMERS, CONSUMING_DECORATORS, type Part, PUBLISHERS } from "./messages/libraries.ts";

export interface Published {
  readonly call: Call;
  readonly library: string;
  /** `event`: for whoever is interested. `job`: work for one's own workers. */
  readonly kind: "event" | "job";
  /** The topic, queue or subject; null where it is not written. */
  readonly destination: string | null;
  readonly payload: FileValue | null;
}

export interface Consumed {
  /** The call that begins to consume, or the decorator. */
  readonly call: Call;
  readonly library: string;
  readonly destination: string | null;
  /** What is done with each message. */
  readonly handler: CodeFunction;
  readonly options: FileValue | null;
}

export interface Messages {
  readonly published: readonly Published[];
  readonly consumed: readonly Consumed[];
}

const known = new WeakMap<CallProgram, Messages>();

/** The messages and jobs the server sends and handles, by file and place. */
export function messagesOf(program: CallProgram): Messages {
  let found = known.get(program);
  if (!found) known.set(program, (found = findMessages(program)));
  return found;
}

function findMessages(program: CallProgram): Messages {
  const published: Published[] = [];
  const consumed: Consumed[] = [];
  for (const call of program.calls()) {
    const signature = program.signatureOf(call);
    if (signature === null) continue;
    const sent = publishedBy(call, signature, program);
    if (sent) published.push(sent);
    else consumed.push(...consumedBy(call, signature, program));
  }
  for (const handler of program.functions()) {
    for (const index of handler.record.decorators) {
      const call = program.tables.get(handler.file)?.calls[index];
      if (!call || !CONSUMING_DECORATORS.test(program.signatureOf(call) ?? "")) continue;
      const destination = textOf(program.argument(call, 0), program);
      consumed.push({ call, library: "Nest", destination, handler, options: null });
    }
  }
  return { published, consumed };
}

function publishedBy(call: Call, signature: string, program: CallProgram): Published | null {
  if (call.record.form !== "call") return null;
  const publisher = PUBLISHERS.find(({ made }) => made.test(signature));
  if (!publisher) return null;
  const { library, kind, destination, payload, command } = publisher;
  const given = command ? commandOf(call, command, program) : call;
  if (!given) return null;
  return {
    call,
    library,
    kind,
    destination: textOf(partOf(given, destination, program), program),
    payload: partOf(given, payload, program),
  };
}

/** The construction of the command that a call of the AWS SDK is given. */
function commandOf(call: Call, command: RegExp, program: CallProgram): Call | null {
  const first = program.argument(call, 0);
  const { file, value } = first ? program.valueOf(first) : { file: "", value: null };
  const made = value?.kind === "call" ? program.tables.get(file)?.calls[value.call] : undefined;
  return made && command.test(program.signatureOf(made) ?? "") ? made : null;
}

function consumedBy(call: Call, signature: string, program: CallProgram): readonly Consumed[] {
  return CONSUMERS.filter(({ made }) => made.test(signature)).flatMap((consumer) => {
    const { library } = consumer;
    const destination = consumer.destination && textOf(partOf(call, consumer.destination, program), program);
    const options = consumer.options === undefined ? null : program.argument(call, consumer.options);
    return handlersOf(call, consumer.handler, program).map((handler) => ({
      call,
      library,
      destination,
      handler,
      options,
    }));
  });
}

function handlersOf(call: Call, { argument, members }: Part, program: CallProgram): readonly CodeFunction[] {
  const given = program.argument(call, argument < 0 ? call.record.arguments.length + argument : argument);
  if (!given) return [];
  const values = members
    ? members.flatMap((member) => {
        const found = program.memberOf(given, [member]);
        return found.is === "value" ? [found.value] : [];
      })
    : [given];
  return values.flatMap((value) => {
    const origin = program.originOfValue(value);
    return origin.kind === "function" ? [origin.function] : [];
  });
}

function partOf(call: Call, { argument, members }: Part, program: CallProgram): FileValue | null {
  const given = argument < 0 ? null : program.argument(call, argument);
  if (!given || !members) return given;
  for (const member of members) {
    const found = program.memberOf(given, [member]);
    if (found.is === "value") return found.value;
  }
  return null;
}

function textOf(given: FileValue | null, program: CallProgram): string | null {
  const value = given && program.valueOf(given).value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : null;
}
