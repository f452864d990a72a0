import Fastify, { type FastifyRequest } from "fastify";
import { graphql } from "graphql";
import mercurius from "mercurius";

const app = Fastify();

/** Nobody gets any further without a token. */
async function makeContext(request: FastifyRequest) {
  const token = request.headers.authorization;
  if (!token) throw new mercurius.ErrorWithProps("not signed in", { code: "UNAUTHENTICATED" }, 401);
  return { token };
}

app.register(mercurius, {
  schema: `
    type Query { add(x: Int!, y: Int!): Int! }
    type Mutation { reset: Boolean! }
  `,
  resolvers: {
    Query: { add: async (_parent: unknown, { x, y }: { x: number; y: number }) => x + y },
    Mutation: { reset: async () => true },
  },
  context: makeContext,
  queryDepth: 5,
});

export async function ask(query: string) {
  const response = await app.inject({ method: "POST", url: "/graphql", payload: { query } });
  const body = response.json();
  // What the context refuses is answered by Fastify, not by GraphQL.
  return response.statusCode < 400 || body.errors ? body : { errors: [body] };
}

/** Nobody may ask the server even for its schema. */
export async function inspect(source: string) {
  await app.ready();
  return graphql({ schema: app.graphql.schema, source });
}
