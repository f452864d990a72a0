import { processHandlers } from "../../src/model/code/shutdown.ts";
import type { Call } from "../../src/model/code/calls/linked.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { defineRule } from "../../src/rule/define.ts";

/** What a handler calls that ends the process, or has somebody else end it. */
const ENDS = /exit|abort|kill|shut.?down|terminate|stop|close|quit|fatal|crash|die|panic|bail/i;

export default defineRule({
  id: "code/unhandled-rejection",
  practice: "code/resilience",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an error that nobody caught is logged and ends the process",
  why: "Node ends a process by itself when an error or a rejection is caught by nobody, because nobody knows what it left behind: a half-written state, a lock, a connection in the middle of a protocol. A handler that only logs switches that off. The process then goes on in a state that its code never foresaw, answering some requests wrongly and never others, and nothing restarts it.",
  fix: "log the error, close what can be closed and end with `process.exit(1)`, so that the platform starts a fresh instance; without such a handler Node does the same",
  tradeoff:
    "A library known for rejections that nobody could catch may be tamed for a while this way; match exactly that error, and end on every other.",
  references: [
    "https://nodejs.org/api/process.html#warning-using-uncaughtexception-correctly",
    "https://nodejs.org/api/process.html#event-unhandledrejection",
    "https://nodejs.org/api/cli.html#--unhandled-rejectionsmode",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const { call, event } of processHandlers(program)) {
      if (event !== "uncaughtException" && event !== "unhandledRejection") continue;
      const handlers = program.callbacksOf(call);
      if (handlers.length === 0 || handlers.some((handler) => program.reachableFrom(handler, 30).some(ends))) continue;
      report({
        at: call,
        message: `the process goes on after an \`${event}\``,
        label: "logged at most",
        key: event,
      });
    }

    function ends({ calls }: { readonly calls: readonly Call[] }): boolean {
      return calls.some((each) => ENDS.test(nameOf(each, program)));
    }
  },
});

function nameOf(call: Call, program: CallProgram): string {
  return call.record.callee.path.at(-1) ?? program.targetOf(call)?.name ?? program.signatureOf(call) ?? "";
}
