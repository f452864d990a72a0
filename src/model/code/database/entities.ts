import type { ValueFact } from "../../../facts/calls.ts";
import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { nameOfValue, receiverName } from "../input/names.ts";

/** `prisma.user.findUnique`, `this.users.findOne`, `User.findById`, `db.query.users.findFirst`. */
const READS =
  /^(?:find(?:Unique|First|Many|One|By|ById|OneBy|OneOrFail|OneByOrFail|UniqueOrThrow|FirstOrThrow|ByPk|All)?|get(?:One|Many)|from)$/;
const SQL = /\b(?:from|into|update|join)\s+(?:only\s+)?["`[]?(?:\w+["`\]]?\.["`[]?)?(\w+)/i;
const CLIENT = /^(?:db|database|prisma|tx|trx|pool|client|conn|connection|sql|knex|query|manager|entitymanager|em)$/i;

/** The rows a database call is about, by the name of their table, model or repository: `user`; null where that is not told. */
export function entityOf(call: Call, program: CallProgram): string | null {
  const { form, callee } = call.record;
  const text = sqlOf(call, program);
  if (text !== null) return plain(SQL.exec(text)?.[1] ?? null);
  if (form !== "call") return null;
  if (/^(?:from|insert|update|delete)$/.test(callee.path.at(-1) ?? "")) {
    const table = program.argument(call, 0);
    const name = table && nameOfValue(table, program);
    if (name !== null) return plain(name);
  }
  return plain(receiverName(call.file, callee, program));
}

/** The rows a call reads; null for what is no read of a database that is known. */
export function readEntity(call: Call, program: CallProgram): string | null {
  const text = sqlOf(call, program);
  if (text !== null) return /^\s*(?:select|with)\b/i.test(text) ? entityOf(call, program) : null;
  return call.record.form === "call" && READS.test(call.record.callee.path.at(-1) ?? "")
    ? entityOf(call, program)
    : null;
}

/** `users`, `UserRepository` and `userModel` are all `user`. */
function plain(name: string | null): string | null {
  if (name === null || CLIENT.test(name)) return null;
  const word = name
    .replace(/_?(?:repository|repo|model|table|store|dao|schema|collection)$/i, "")
    .replace(/_/g, "")
    .toLowerCase();
  const one = word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/(?<!s)s$/, "");
  return one === "" || CLIENT.test(one) ? null : one;
}

function sqlOf(call: Call, program: CallProgram): string | null {
  const first = call.record.form === "new" || call.record.form === "decorator" ? null : program.argument(call, 0);
  const text = first && textOf(program.valueOf(first).value);
  return text !== null && /^\s*(?:select|with|insert\s+into|update|delete\s+from|merge\s+into)\b/i.test(text)
    ? text
    : null;
}

function textOf(value: ValueFact): string | null {
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : null;
  return value.kind === "template" ? value.parts.join("?") : null;
}
