import { createSchema, createYoga } from "graphql-yoga";
import { GraphQLError } from "graphql";

interface Context {
  readonly viewer: string | null;
}

const yoga = createYoga<Record<string, never>, Context>({
  schema: createSchema<Context>({
    typeDefs: `
      type Query { ping: String!, secret: String!, room(id: ID!): String! }
      type Mutation { say(text: String!): String!, leave: Boolean! }
    `,
    resolvers: {
      Query: {
        ping: () => "pong",
        secret(_parent: unknown, _args: unknown, context: Context) {
          if (context.viewer === null) throw new GraphQLError("who?", { extensions: { code: "UNAUTHENTICATED" } });
          return context.viewer;
        },
        room: (_parent: unknown, { id }: { id: string }) => id,
      },
      Mutation: {
        say: {
          resolve: (_parent: unknown, { text }: { text: string }, { viewer }: Context) => {
            if (!viewer) throw new GraphQLError("who?", { extensions: { code: "UNAUTHENTICATED" } });
            return text;
          },
        },
        leave: () => true,
      },
    },
  }),
  context: ({ request }) => ({ viewer: request.headers.get("authorization") }),
  logging: false,
});

export async function ask(query: string) {
  const response = await yoga.fetch("http://localhost/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
