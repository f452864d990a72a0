import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { type GraphqlServer, graphqlServers } from "../../src/model/code/graphql/servers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/graphql-introspection-in-production",
  practice: "graphql/contract",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what a GraphQL schema holds is not told to everybody in production",
  why: "Introspection answers with every type, field and argument, those that no client of yours uses included: the internal mutation, the deprecated field with the old checks. Tools turn that into a list of what to try. Apollo Server leaves it off where `NODE_ENV` is `production`; a plain `introspection: true` takes that back.",
  fix: '`introspection: process.env.NODE_ENV !== "production"`, and give clients the schema as a file',
  tradeoff:
    "A public API tells its schema on purpose. And hiding it protects nothing by itself: names can be guessed, and error messages suggest them (`Did you mean …`), so that whoever may ask for what has to be decided in any case.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html#introspection--graphiql",
    "https://www.apollographql.com/docs/apollo-server/api/apollo-server#introspection",
    "https://cwe.mitre.org/data/definitions/200.html",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const server of graphqlServers(program)) {
      if (!isOn(server, program)) continue;
      report({
        at: { ...server.call, at: server.call.nameAt },
        message: `the GraphQL server (${server.library}) tells its whole schema to everybody, in production too`,
        label: "`introspection: true`",
      });
    }
  },
});

function isOn({ options }: GraphqlServer, program: CallProgram): boolean {
  const member = options && program.memberOf(options, ["introspection"]);
  if (member?.is !== "value") return false;
  const { value } = program.valueOf(member.value);
  return value.kind === "literal" && value.value === true;
}
