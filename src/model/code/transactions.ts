import { aroundOf } from "./calls/around.ts";
import type { Call, CodeFunction } from "./calls/linked.ts";
import type { CallProgram } from "./calls/program.ts";

/** A database transaction in code, and what runs while it is open. */
export interface Transaction {
  /** The call that opens it: `db.transaction(…)`, `queryRunner.startTransaction()`, `client.query("BEGIN")`. */
  readonly call: Call;
  /** Every call that is made while it is open and that it waits for, also in the functions called from there. */
  readonly calls: readonly Call[];
}

/** Methods that run a callback in a transaction, whatever they are called on: knex, Prisma, TypeORM, Sequelize, Drizzle, Mongoose… */
const CALLBACK =
  /^(?:\$?transaction|withTransaction|inTransaction|runInTransaction|sqlTransaction|sqlWriteTransaction)$/;
/** `sql.begin(async (sql) => …)` of postgres; `db.transaction().execute(async (trx) => …)` of Kysely. */
const CALLBACK_OF = /^(?:postgres(?:\.\w+)?\(\)\.begin|kysely\.Kysely\(\)\.transaction\(\)(?:\.\w+\(\))*\.execute)$/;
/** Callbacks that run once the transaction is over, or at some other time. */
const LATER =
  /^(?:afterCommit|onCommit|afterTransaction|addAfterCommitHook|setTimeout|setImmediate|setInterval|nextTick|queueMicrotask|on|once|waitUntil|after|defer)$/;
const FUNCTIONS = 80;

const known = new WeakMap<CallProgram, readonly Transaction[]>();

/** Every transaction of server code, by file and place. */
export function transactions(program: CallProgram): readonly Transaction[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = [...program.calls()].flatMap((call) => transactionOf(program, call) ?? [])));
  return found;
}

function transactionOf(program: CallProgram, call: Call): Transaction | null {
  if (call.record.form !== "call") return null;
  const name = call.record.callee.path.at(-1) ?? "";
  const isCallback =
    CALLBACK.test(name) || (/^(?:begin|execute)$/.test(name) && CALLBACK_OF.test(program.signatureOf(call) ?? ""));
  const callbacks = isCallback ? program.callbacksOf(call) : [];
  if (callbacks.length > 0) return { call, calls: heldCalls(program, callbacks, []) };
  const end = opens(program, call, name);
  if (end === null) return null;
  const between = call.function.calls.filter(
    (each) => start(each) > start(call) && start(each) < end && !isLater(each),
  );
  return { call, calls: heldCalls(program, [], between) };
}

/** Where a transaction that is opened and closed by statements ends; null when the call opens none that is closed here. */
function opens(program: CallProgram, call: Call, name: string): number | null {
  const { calls } = call.function;
  if (name === "startTransaction") return endOf(calls, call, /^commitTransaction$/);
  // `const trx = await sequelize.transaction()`, ended by `trx.commit()`.
  if (CALLBACK.test(name) && call.record.use === "awaited") {
    const commits = aroundOf(program)
      .membersOf(call)
      .filter(({ record }) => record.callee.path.at(-1) === "commit");
    return endOf(
      commits.filter((each) => each.function === call.function),
      call,
      /^commit$/,
    );
  }
  if (!/^(?:query|execute)$/.test(name) || !statement(call, /^\s*(?:BEGIN|START TRANSACTION)\b/i)) return null;
  return endOf(
    calls.filter((each) => statement(each, /^\s*(?:COMMIT|END)\b/i)),
    call,
    /^(?:query|execute)$/,
  );
}

function endOf(calls: readonly Call[], from: Call, method: RegExp): number | null {
  const last = calls.findLast((each) => start(each) > start(from) && method.test(each.record.callee.path.at(-1) ?? ""));
  return last ? start(last) : null;
}

function statement({ record }: Call, pattern: RegExp): boolean {
  const [first] = record.arguments;
  return first?.kind === "literal" && typeof first.value === "string" && pattern.test(first.value);
}

function start(call: Call): number {
  return call.at.start;
}

/** What runs, and is waited for, in some functions and calls. Nearest first. */
function heldCalls(program: CallProgram, from: readonly CodeFunction[], calls: readonly Call[]): readonly Call[] {
  const held: Call[] = [];
  const functions = new Set<CodeFunction>(from);
  const follow = (call: Call) => {
    if (call.record.form === "decorator" || isLater(call)) return;
    held.push(call);
    const target = program.targetOf(call);
    for (const next of target ? [target, ...program.callbacksOf(call)] : program.callbacksOf(call))
      if (functions.size < FUNCTIONS) functions.add(next);
  };
  for (const call of calls) follow(call);
  for (const each of functions) for (const call of each.calls) follow(call);
  return held;
}

/** Nobody waits for it, or it only says what shall happen another time. */
function isLater({ record }: Call): boolean {
  const { root, path } = record.callee;
  const name = path.at(-1) ?? (root.kind === "global" ? root.name : "");
  return record.use === "floating" && root.kind !== "call" && LATER.test(name)
    ? true
    : record.use === "void" || LATER.test(name);
}
