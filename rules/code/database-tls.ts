import { plainConnections } from "../../src/model/code/database/tls.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/database-tls",
  practice: "code/transport",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a database on another network is talked to over TLS",
  why: "Without TLS the rows, and in some protocols the password, travel as they are: everybody on the way between the service and the database can read and change them. Within one machine or one private network that may be nobody; a host with a public name is reached through networks of others, and managed databases offer TLS without more work than a setting.",
  fix: "switch TLS on with the certificate authority of the database (`ssl: { ca }`, `sslmode=verify-full`, `rediss://`), and leave plain connections to hosts of the private network",
  tradeoff:
    "A public name may lead to a private address, through a tunnel, a peering or a split DNS, where the network itself is encrypted or trusted.",
  references: [
    "https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION",
    "https://node-postgres.com/features/ssl",
    "https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Database_Security_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/319.html",
  ],
  check({ code, report }) {
    for (const { call, library, host, by } of plainConnections(code.calls()))
      report({
        at: { ...call, at: call.nameAt },
        message: `this ${library} client talks to \`${host}\` without TLS`,
        label: `switched off by \`${by}\``,
        key: `${library} ${host}`,
      });
  },
});
