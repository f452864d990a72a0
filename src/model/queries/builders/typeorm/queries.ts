import type { Query } from "../../../../facts/queries.ts";
import type { Call, FileValue } from "../../../code/calls/linked.ts";
import type { CallProgram } from "../../../code/calls/program.ts";
import { typeormEntities } from "../../entities/typeorm/tables.ts";
import { methodOf } from "../chains.ts";
import { QueryDraft, use } from "../draft.ts";
import { readCriteria, readFind } from "./find.ts";
import { receivedBy, type Received } from "./receiver.ts";
import { notDeleted, type Place } from "./where.ts";
import { readConflict, readInsert, readTarget, readUpdate } from "./writes.ts";

const FIND = /^(?:find|findOne|findOneOrFail|findAndCount)$/;
const FIND_BY = /^(?:findBy|findOneBy|findOneByOrFail|findAndCountBy)$/;
const COUNT = /^(?:count|countBy|exists|exist|existsBy)$/;
const WRITES = /^(?:insert|upsert|save|update|delete|softDelete|restore|remove|softRemove|increment|decrement)$/;

/** The queries that code makes by repositories and entity managers of TypeORM, by file and place. */
export function* typeormQueries(program: CallProgram): Generator<Query> {
  const entities = typeormEntities(program);
  if (entities.entities.length === 0) return;
  for (const call of program.calls()) {
    const method = methodOf(call);
    if (
      call.record.form !== "call" ||
      !(FIND.test(method) || FIND_BY.test(method) || COUNT.test(method) || WRITES.test(method))
    )
      continue;
    const received = receivedBy(program, entities, call);
    if (!received) continue;
    const draft = new QueryDraft();
    if (WRITES.test(method)) readWrite(program, call, method, received, draft);
    else readRead(program, call, method, received, draft);
    if (call.record.spread) draft.complete = false;
    yield draft.finish("typeorm", call, call.at);
  }
}

function readRead(
  program: CallProgram,
  call: Call,
  method: string,
  { entity, arguments: given }: Received,
  draft: QueryDraft,
): void {
  const options = given[0] ?? null;
  const block = draft.block("select", call.at);
  const place: Place = { program, draft, block, entity, alias: entity.name };
  draft.source(block, entity, "from", call.nameAt, entity.name);
  if (COUNT.test(method)) {
    const where = method.endsWith("By") ? options : memberOf(program, options, "where", draft);
    if (where) readCriteria(place, where);
    notDeleted(place, "where", call.nameAt);
    block.single = method.startsWith("count");
    if (!block.single) block.limit = { value: 1, at: call.nameAt };
    block.outputs = [null];
    return;
  }
  if (FIND_BY.test(method)) {
    readFind(place, null, call.nameAt);
    if (options) readCriteria(place, options);
    else draft.complete = false;
  } else readFind(place, options, call.nameAt);
  if (method.startsWith("findOne")) block.limit = { value: 1, at: call.nameAt };
}

function memberOf(program: CallProgram, given: FileValue | null, key: string, draft: QueryDraft): FileValue | null {
  const member = given && program.memberOf(given, [key]);
  if (member && member.is !== "absent" && member.is !== "value") draft.complete = false;
  return member?.is === "value" ? member.value : null;
}

function readWrite(
  program: CallProgram,
  call: Call,
  method: string,
  { entity, arguments: given }: Received,
  draft: QueryDraft,
): void {
  const [first = null, second = null, third = null]: readonly (FileValue | null)[] = given;
  const kind = /^(?:insert|upsert|save)$/.test(method)
    ? "insert"
    : /^(?:delete|remove)$/.test(method)
      ? "delete"
      : "update";
  const block = draft.block(kind, call.at);
  const place: Place = { program, draft, block, entity, alias: null };
  const at = call.nameAt;
  draft.source(block, entity, "target", at);
  switch (method) {
    case "insert":
    case "upsert":
      readInsert(place, first, at);
      if (method === "upsert") readConflict(place, second);
      return;
    case "save":
      // An INSERT of what is new, and an UPDATE of what is not: which, only the database tells.
      readInsert(place, first, at);
      block.written = null;
      draft.complete = false;
      return;
    case "remove":
    case "softRemove":
      block.filtered = true;
      draft.complete = false;
      return;
    case "update":
      readTarget(place, first, at);
      return readUpdate(place, second, at);
    case "increment":
    case "decrement": {
      readTarget(place, first, at);
      const name = second && program.valueOf(second).value;
      const column = entity.columns.find(({ property }) => name?.kind === "literal" && property === name.value)?.name;
      readUpdate(
        place,
        { file: call.file, value: { kind: "object", members: [], open: false, at: call.record.at } },
        at,
      );
      if (!column || !third) draft.complete = false;
      else {
        block.written = [{ name: column, value: "other", at }, ...(block.written ?? [])];
        for (const as of ["write", "read"] as const) use(block, { qualifier: null, name: column }, as, at);
      }
      return;
    }
    case "delete":
      return readTarget(place, first, at);
    default: {
      // `softDelete` and `restore`.
      readTarget(place, first, at);
      if (method === "softDelete") notDeleted(place, "where", at);
      const deleted = entity.columns.filter(({ role }) => role === "deleted" || role === "updated");
      block.written = deleted.flatMap(({ name }) => (name === null ? [] : [{ name, value: "other", at }]));
      for (const { name } of block.written) use(block, { qualifier: null, name }, "write", at);
    }
  }
}
