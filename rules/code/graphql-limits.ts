import { limitsOf, packagesWithLimits } from "../../src/model/code/graphql/limits.ts";
import { graphqlServers } from "../../src/model/code/graphql/servers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/graphql-limits",
  practice: "graphql/contract",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a server of GraphQL refuses queries that go too deep or cost too much",
  why: "With GraphQL the client decides how much one request costs: `user { friends { friends { friends … } } }` multiplies with every level, and a few hundred bytes can ask for more rows than the database can read in a minute. A limit on requests does not help, for one is enough. A limit on depth, on aliases or on a computed cost refuses such a query before anything of it runs.",
  fix: "refuse by depth or cost: `validationRules: [depthLimit(8)]` of `graphql-depth-limit` (Apollo Server, graphql-http), `plugins: [EnvelopArmorPlugin()]` of `@escape.tech/graphql-armor` (GraphQL Yoga), `queryDepth: 8` (Mercurius), a plugin of `graphql-query-complexity` (Nest); or answer only operations known beforehand",
  tradeoff:
    "A schema whose types do not lead back to each other cannot be asked for deeply, and behind a gateway that keeps a list of trusted operations nobody can ask for what is not on it. Turn the rule off there, with that reason.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html#query-limiting-depth--amount",
    "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
    "https://graphql.org/learn/security/#demand-control",
    "https://mercurius.dev/#/docs/api/options",
  ],
  check({ code, report }) {
    const program = code.calls();
    const limited = packagesWithLimits(code.modules);
    for (const server of graphqlServers(program)) {
      if (limited.has(code.module(server.call.file)?.package ?? "")) continue;
      if (limitsOf(server, program) !== "unlimited") continue;
      report({
        at: { ...server.call, at: server.call.nameAt },
        message: `the GraphQL server (${server.library}) answers queries of any depth and any cost`,
        label: "no limit among its options",
      });
    }
  },
});
