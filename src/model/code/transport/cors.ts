import type { Call, CodeFunction, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** One setting of cross-origin requests: which origins may read answers, and whether cookies come along. */
export interface CorsSetting {
  readonly call: Call;
  readonly options: FileValue;
  /** Which origins are let in: each one by name (`reflected`), the wildcard, or what cannot be told or is a list. */
  readonly origins: "reflected" | "wildcard" | "other";
  readonly credentials: boolean;
}

/** Middleware that takes the options first. All of them answer `*` where no origin is given. */
const MIDDLEWARE = /^(?:cors|hono\/cors\.cors|@koa\/cors)$/;

export function corsSettings(program: CallProgram): readonly CorsSetting[] {
  return [...program.calls()].flatMap((call) => {
    const options = optionsOf(call, program);
    return options ? [{ call, options, ...judged(options, program) }] : [];
  });
}

function optionsOf(call: Call, program: CallProgram): FileValue | null {
  const signature = program.signatureOf(call);
  if (signature !== null && MIDDLEWARE.test(signature)) return program.argument(call, 0);
  const method = call.record.callee.path.at(-1);
  if (method === "enableCors") return program.argument(call, 0);
  if (signature === "@nestjs/core.NestFactory.create") return corsMember(call, program);
  if (signature === "socket.io.Server" && call.record.form === "new") return corsMember(call, program);
  if (method !== "register") return null;
  const plugin = program.argument(call, 0);
  const origin = plugin && program.originOfValue(plugin);
  return origin?.kind === "package" && origin.package === "@fastify/cors" ? program.argument(call, 1) : null;
}

/** `{ cors: { … } }` in the last argument. */
function corsMember(call: Call, program: CallProgram): FileValue | null {
  const last = program.argument(call, call.record.arguments.length - 1);
  const member = last && program.memberOf(last, ["cors"]);
  return member?.is === "value" && member.value.value.kind === "object" ? member.value : null;
}

function judged(options: FileValue, program: CallProgram): Pick<CorsSetting, "origins" | "credentials"> {
  const credentials = program.memberOf(options, ["credentials"]);
  const origin = program.memberOf(options, ["origin"]);
  return {
    credentials:
      credentials.is === "value" &&
      credentials.value.value.kind === "literal" &&
      credentials.value.value.value === true,
    origins: origin.is === "value" ? originsOf(origin.value, program) : origin.is === "absent" ? "wildcard" : "other",
  };
}

function originsOf(origin: FileValue, program: CallProgram): CorsSetting["origins"] {
  const { value } = origin;
  if (value.kind === "literal") return value.value === true ? "reflected" : value.value === "*" ? "wildcard" : "other";
  if (value.kind === "regex") return /^\/\^?\.\*\$?\/\w*$/.test(value.text) ? "reflected" : "other";
  if (value.kind !== "function") return "other";
  const callback = program.tables.get(origin.file)?.functions[value.function];
  return callback && letsEverybodyIn(callback) ? "reflected" : "other";
}

/** `(origin, done) => done(null, true)`, `(origin) => origin`: one answer, which depends on nothing. */
function letsEverybodyIn({ record, calls }: CodeFunction): boolean {
  const isOrigin = (value: FileValue["value"]): boolean =>
    (value.kind === "literal" && value.value === true) ||
    (value.kind === "ref" &&
      value.ref.root.kind === "parameter" &&
      value.ref.root.index === 0 &&
      value.ref.path.length === 0);
  const answers = calls.filter(
    ({ record: { callee } }) => callee.root.kind === "parameter" && callee.root.index === 1 && callee.path.length === 0,
  );
  if (answers.length > 0)
    return answers.every(
      ({ record: call }) => !call.conditional && call.arguments[1] !== undefined && isOrigin(call.arguments[1]),
    );
  return record.parameters.length === 1 && record.returns.length === 1 && record.returns.every(isOrigin);
}
