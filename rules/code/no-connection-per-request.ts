import { heldBy } from "../../src/model/code/calls/holders.ts";
import { madeClients } from "../../src/model/code/database/clients.ts";
import { isGivenConstants } from "../../src/model/code/database/constant.ts";
import { keepsResult } from "../../src/model/code/requests/kept.ts";
import { requestReach } from "../../src/model/code/requests/reach.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-connection-per-request",
  practice: "code/pooling",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "database clients and pools are made once and shared by all requests",
  why: "A connection costs a handshake, a login and, for PostgreSQL, a process of its own; made in a handler it costs that on every request. Under load the server runs into `max_connections` and refuses everybody, also the other services on that database. A pool made per request is worse, since it holds its connections until they have been idle for long enough.",
  fix: "make the pool or client once, at the top level of a module or as a provider, and use that one in the handlers",
  tradeoff:
    "Where a platform gives each request a short life of its own (edge workers behind a pooler), a client per request is what its manual asks for. Clients made with what the request or a record holds, as tools do that query their users' databases, are left alone.",
  references: [
    "https://node-postgres.com/features/pooling",
    "https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections",
    "https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS",
  ],
  check({ code, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    for (const { call, library } of madeClients(program)) {
      const { record, function: around } = call;
      if (around.record.kind === "module" || around.record.kind === "constructor" || record.conditional) continue;
      const reached = reach.of(around);
      if (!reached || keepsResult(around, program) || heldBy(program, call).passedOn) continue;
      if (!isGivenConstants(program, call)) continue;
      report({
        at: call,
        message: `a ${library.name} ${library.holds === "pool" ? "pool" : "client"} is made for each request`,
        label: "a new connection each time",
        key: library.name,
        related: [{ at: reached.route, label: `runs for \`${reached.route.method} ${reached.route.path}\`` }],
      });
    }
  },
});
