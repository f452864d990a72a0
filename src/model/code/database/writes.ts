import type { ValueFact } from "../../../facts/calls.ts";
import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A call that changes rows. */
export interface DatabaseWrite {
  readonly call: Call;
  /** `add` makes new rows each time it runs; `change` may do so as well (an upsert). */
  readonly does: "add" | "change" | "remove";
}

/** Signatures of methods that write at once, by library. */
const WRITES =
  /^(?:@prisma\/client\.PrismaClient\(\)(?:\.\w+\(\))?\.\w+|typeorm\.(?:Repository|TreeRepository|EntityManager|DataSource)\(\)(?:\.\w+\(\)|\.manager)*|typeorm\.getRepository\(\)|mongoose\.(?:model\(\)|Model\(\)|Model)|mongodb\.(?:MongoClient|Collection|Db)\(\)(?:\.\w+\(\))*|@mikro-orm\/\w+\.EntityManager\(\))\.(create|createMany|createManyAndReturn|insert|insertOne|insertMany|save|persistAndFlush|update|updateMany|updateOne|upsert|findOneAndUpdate|findByIdAndUpdate|replaceOne|delete|deleteMany|deleteOne|remove|softDelete|softRemove|increment|decrement)$/;
/** `create` of TypeORM makes an object, and writes nothing. */
const ONLY_MAKES = /^typeorm\..*\.create$/;
/** `db.insert(users)` of Drizzle, where the client is known or is called what clients are called. */
const BUILDERS = /^drizzle-orm\/[\w-]+\.drizzle\(\)\.(insert|update|delete)$/;
const PRISMA = /^(?:prisma|prismaClient|prismaService|_prisma|tx|trx)$/i;
const PRISMA_METHODS = /^(?:create|createMany|createManyAndReturn|update|updateMany|upsert|delete|deleteMany)$/;
const TAKES_SQL =
  /^(?:query|execute|run|none|any|one|oneOrNone|sql|raw|unsafe|\$executeRaw|\$queryRaw|\$executeRawUnsafe)$/;
const SQL_WRITE =
  /^\s*(?:with\b[\s\S]*?\)\s*)?(insert\s+into|update\s+\S+\s+(?:as\s+\w+\s+)?set|delete\s+from|merge\s+into)\b/i;

const known = new WeakMap<CallProgram, readonly DatabaseWrite[]>();

/** What the server writes to its database, as far as the client or the text of the statement is known. */
export function databaseWrites(program: CallProgram): readonly DatabaseWrite[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => databaseWrite(call, program) ?? [])));
  return found;
}

function databaseWrite(call: Call, program: CallProgram): DatabaseWrite | null {
  const method = methodOf(call, program);
  if (method !== null) return { call, does: doneBy(method) };
  const statement = writtenSql(call, program);
  return statement === null ? null : { call, does: doneBy(statement) };
}

function methodOf(call: Call, program: CallProgram): string | null {
  if (call.record.form !== "call") return null;
  const signature = program.signatureOf(call);
  const known = signature === null ? null : (WRITES.exec(signature) ?? BUILDERS.exec(signature));
  if (known && !ONLY_MAKES.test(signature as string)) return known[1] ?? null;
  const { root, path } = call.record.callee;
  const method = path.at(-1) ?? "";
  if (path.length < 2 || !PRISMA_METHODS.test(method)) return null;
  const name =
    path.at(-3) ?? (root.kind === "name" ? program.tables.get(call.file)?.facts.names[root.index]?.name : undefined);
  return PRISMA.test(name ?? (root.kind === "import" ? root.local : "")) ? method : null;
}

function writtenSql(call: Call, program: CallProgram): string | null {
  const { callee, form } = call.record;
  const name = callee.path.at(-1) ?? ("local" in callee.root ? callee.root.local : "sql");
  if (form !== "tag" && !(form === "call" && TAKES_SQL.test(name))) return null;
  const first = program.argument(call, 0);
  if (!first) return null;
  const { value } = program.valueOf(first);
  const text = startOf(value);
  const found = text === null ? null : SQL_WRITE.exec(text);
  return found?.[1] ?? null;
}

function startOf(value: ValueFact): string | null {
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : null;
  if (value.kind === "template") return value.parts.join("?");
  if (value.kind === "object") {
    const text = value.members.find(({ key }) => key === "text" || key === "sql");
    return text ? startOf(text.value) : null;
  }
  return null;
}

function doneBy(method: string): DatabaseWrite["does"] {
  if (/^(?:create|insert)/i.test(method)) return "add";
  return /^(?:delete|remove|soft)/i.test(method) ? "remove" : "change";
}
