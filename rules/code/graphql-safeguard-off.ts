import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { type GraphqlServer, graphqlServers } from "../../src/model/code/graphql/servers.ts";
import { defineRule } from "../../src/rule/define.ts";

interface Safeguard {
  readonly library: RegExp;
  readonly option: string;
  /** The value that takes the safeguard away. */
  readonly off: boolean;
  readonly message: string;
  /** Whether it may do no harm: where no cookie says who is calling. */
  readonly depends?: true;
}

/** Options that libraries leave safe by themselves. */
const SAFEGUARDS: readonly Safeguard[] = [
  {
    library: /Apollo|nestjs/,
    option: "csrfPrevention",
    off: false,
    message: "other sites can make browsers send operations here: the server answers requests they can send unasked",
    depends: true,
  },
  {
    library: /Apollo|nestjs/,
    option: "includeStacktraceInErrorResponses",
    off: true,
    message: "every error is answered with its stack trace",
  },
  {
    library: /Yoga/,
    option: "maskedErrors",
    off: false,
    message: "unexpected errors are answered as they were thrown, with what they say of the inside",
  },
];

export default defineRule({
  id: "code/graphql-safeguard-off",
  practice: "graphql/contract",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "what a GraphQL server does for safety by itself is not turned off",
  why: "GraphQL answers whatever arrives at one address, so its servers refuse by themselves what no honest client sends: Apollo Server asks for a header that a form on another site cannot set, so that a visitor's cookies cannot be used behind the visitor's back; GraphQL Yoga replaces errors nobody expected by a plain message, for what a database driver throws names tables, hosts and queries. One option turns each of them off, for everybody and in production as well.",
  fix: "remove the option; for uploads and old clients send the header `Apollo-Require-Preflight`, and throw a `GraphQLError` where clients are to see the message",
  tradeoff:
    "A server that takes no cookies cannot be used by another site, and one that only other servers of the same team can reach may show its errors: say so beside the option.",
  references: [
    "https://www.apollographql.com/docs/apollo-server/security/cors#preventing-cross-site-request-forgery-csrf",
    "https://the-guild.dev/graphql/yoga-server/docs/features/error-masking",
    "https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html#secure-configurations",
    "https://cwe.mitre.org/data/definitions/352.html",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const server of graphqlServers(program))
      for (const { library, option, off, message, depends } of SAFEGUARDS)
        if (library.test(server.library) && isSet(server, option, off, program))
          report({
            at: { ...server.call, at: server.call.nameAt },
            key: option,
            message,
            label: `\`${option}: ${off}\``,
            ...(depends ? { confidence: "medium" } : {}),
          });
  },
});

function isSet({ options }: GraphqlServer, option: string, to: boolean, program: CallProgram): boolean {
  const member = options && program.memberOf(options, [option]);
  if (member?.is !== "value") return false;
  const { value } = program.valueOf(member.value);
  return value.kind === "literal" && value.value === to;
}
