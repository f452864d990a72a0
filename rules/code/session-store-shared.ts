import { optionOf } from "../../src/model/code/calls/options.ts";
import { defineRule } from "../../src/rule/define.ts";

/** Where the options stand: of a call, or of the plugin that a call registers. */
const SESSIONS: Readonly<Record<string, number>> = { "express-session": 0, "express-session.default": 0 };

export default defineRule({
  id: "code/session-store-shared",
  practice: "code/stateless",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "sessions live where every instance finds them",
  why: "Without a `store`, `express-session` keeps the sessions in the memory of the process, and says itself that this is not for production: it leaks, every deployment signs everybody out, and with two instances a user is signed in on one and a stranger to the other, from request to request.",
  fix: "give it a store that all instances share: `connect-redis`, `connect-pg-simple`; or keep the session in a signed cookie",
  tradeoff: "A tool that will only ever run once, and whose users may be signed out at each start, needs no store.",
  references: [
    "https://expressjs.com/en/resources/middleware/session.html#sessionoptions",
    "https://12factor.net/processes",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const call of program.calls()) {
      const signature = program.signatureOf(call);
      if (signature === null || call.record.form !== "call") continue;
      const index =
        SESSIONS[signature] ??
        registered(call.record.arguments.length, signature, () => {
          const plugin = program.argument(call, 0);
          const origin = plugin && program.originOfValue(plugin);
          return origin?.kind === "package" && origin.package === "@fastify/session";
        });
      if (index === null || optionOf(program, call, index, [["store"]]) !== "absent") continue;
      report({
        at: { ...call, at: call.nameAt },
        key: "store",
        message: "the sessions are kept in the memory of this process",
        label: "no `store`",
      });
    }
  },
});

/** `app.register(session, { … })` of Fastify. */
function registered(given: number, signature: string, isSession: () => boolean): number | null {
  return given > 0 && /^fastify(?:\.\w+)?\(\)\.register$/.test(signature) && isSession() ? 1 : null;
}
