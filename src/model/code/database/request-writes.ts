import type { Route } from "../../../facts/code.ts";
import type { ValueFact } from "../../../facts/calls.ts";
import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { isChecked } from "../input/checks.ts";
import { receiverName } from "../input/names.ts";
import { type Input, requestInputs } from "../input/request.ts";

/** A whole body of a request that becomes a row as it came. */
export interface RequestWrite {
  readonly call: Call;
  readonly input: Input;
}

const WRITES =
  /^(?:create|createMany|insert|insertOne|insertMany|insertGraph|bulkCreate|update|updateOne|updateMany|updateById|findByIdAndUpdate|findOneAndUpdate|replaceOne|upsert|save|patch|patchAndFetchById|build|set|values|merge|assign)$/;
const ORM =
  /^(?:sequelize|sequelize-typescript|mongoose|typeorm|@nestjs\/typeorm|@prisma\/client|drizzle-orm|knex|objection|mongodb|@mikro-orm\/\w+|kysely)\b/;
/** `User.create(…)`, `userRepository.save(…)`, `prisma.user.update(…)`. */
const LOOKS_LIKE_ORM = /^[A-Z]\w*$|(?:repo|repository|model|collection)$/i;

/** Writes through an ORM whose data is the body of a request, whole or spread, that nothing parsed or picked fields of. */
export function requestWrites(program: CallProgram, routes: readonly Route[]): readonly RequestWrite[] {
  const inputs = requestInputs(program, routes);
  const validated = validatedHandlers(program, routes);
  return [...program.calls()].flatMap((call) => {
    const method = call.record.callee.path.at(-1);
    if (call.record.form !== "call" || method === undefined || !WRITES.test(method)) return [];
    const input = call.record.arguments.map((value) => wholeBody(call.file, value, 0)).find((found) => found !== null);
    if (!input || !isOrm(call, program) || isInside(call.function, validated)) return [];
    return isChecked(input, call.function, program, inputs) ? [] : [{ call, input }];
  });

  function wholeBody(file: string, value: ValueFact, depth: number): Input | null {
    if (depth > 4) return null;
    const input = inputs.of({ file, value });
    if (input) return input.part === "body" && input.path.length === 0 ? input : null;
    if (value.kind === "ref") {
      const behind = program.valueOf({ file, value });
      return behind.value.kind === "object" ? wholeBody(behind.file, behind.value, depth + 1) : null;
    }
    if (value.kind !== "object") return null;
    const inner = [
      ...(value.spreads ?? []),
      ...value.members.filter(({ key }) => /^(?:data|\$set|create|update)$/.test(key)).map((member) => member.value),
    ];
    return inner.map((each) => wholeBody(file, each, depth + 1)).find((found) => found !== null) ?? null;
  }
}

function isOrm(call: Call, program: CallProgram): boolean {
  const receiver = receiverName(call.file, call.record.callee, program) ?? "";
  if (program.targetOf(call) || /service|controller|usecase|handler/i.test(receiver)) return false;
  const signature = program.signatureOf(call);
  if (signature !== null) return ORM.test(signature);
  const { path, root } = call.record.callee;
  if (/^(?:prisma|db)$/.test(path.at(-3) ?? (root.kind === "import" && path.length === 2 ? root.local : "")))
    return true;
  return LOOKS_LIKE_ORM.test(receiver);
}

/** Handlers behind a middleware that checks the body, by what it is called. */
export function validatedHandlers(program: CallProgram, routes: readonly Route[]): ReadonlySet<CodeFunction> {
  const found = new Set<CodeFunction>();
  for (const { guards, handlerAt } of routes) {
    if (!guards.some(({ name }) => /valid|schema|celebrate|joi|zod|yup|ajv|dto|openapi|check|sanit|body\(/i.test(name)))
      continue;
    const handler = handlerAt && program.functionAt(handlerAt);
    if (handler) found.add(handler);
  }
  return found;
}

function isInside(of: CodeFunction, among: ReadonlySet<CodeFunction>): boolean {
  for (let at: CodeFunction | null = of; at; at = at.parent) if (among.has(at)) return true;
  return false;
}
