import type { Call, CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** Calls of packages that give a promise, unless a callback is handed over. */
const PROMISES =
  /^(?:fetch|globalThis\.fetch|(?:undici|node-fetch|cross-fetch|got|ky)(?:\.(?:fetch|request|get|post|put|patch|delete))?|axios(?:\.create\(\))?(?:\.(?:get|post|put|patch|delete|head|request))?|fs\/promises\.\w+|fs\.promises\.\w+|pg\.(?:Pool|Client)\(\)\.query|@prisma\/client\.PrismaClient\(\)\.\w+\.\w+|nodemailer\.createTransport\(\)\.sendMail|@aws-sdk\/client-[\w-]+\.\w+\(\)\.send|(?:bullmq\.Queue|bull|bull\.Queue|bull\.default)\(\)\.(?:add|addBulk)|kafkajs\.Kafka\(\)\.producer\(\)\.send)$/;

const known = new WeakMap<CallProgram, Map<CodeFunction, boolean>>();

/** What a call's promise may bring: `rejects` when an error may come that the callee leaves to its caller; null when it gives none. */
export function promiseOf(call: Call, program: CallProgram): "rejects" | "settles" | null {
  if (call.record.form !== "call") return null;
  const target = program.targetOf(call);
  if (target) return target.record.async ? (mayReject(target, program) ? "rejects" : "settles") : null;
  const signature = program.signatureOf(call);
  if (signature === null || !PROMISES.test(signature)) return null;
  return program.callbacksOf(call).length > 0 || call.record.arguments.at(-1)?.kind === "function" ? null : "rejects";
}

/**
 * Whether an `async` function lets an error out: it waits, outside of any `try`, for something that can fail. What a
 * function of the project does is looked up; what is not known may fail.
 */
function mayReject(of: CodeFunction, program: CallProgram): boolean {
  let memo = known.get(program);
  if (!memo) known.set(program, (memo = new Map()));
  const before = memo.get(of);
  if (before !== undefined) return before;
  // While it is sought: a function fails by calling itself only when it fails otherwise.
  memo.set(of, false);
  const answer = of.calls.some((call) => {
    const { use, caught } = call.record;
    if (caught || (use !== "awaited" && use !== "returned")) return false;
    const target = program.targetOf(call);
    return target === null || (target.record.async && mayReject(target, program));
  });
  memo.set(of, answer);
  return answer;
}
