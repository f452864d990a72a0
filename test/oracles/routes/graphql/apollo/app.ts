import { ApolloServer } from "@apollo/server";
import { context, type Context } from "./context";
import { resolvers } from "./resolvers";
import { typeDefs } from "./schema";

const server = new ApolloServer<Context>({ typeDefs, resolvers, introspection: true });

/** Asks as the server's integrations do: with what the context function makes of a request without credentials. */
export async function ask(query: string) {
  const contextValue = await context({ req: { headers: {} } });
  const { body } = await server.executeOperation({ query }, { contextValue });
  return body.kind === "single" ? body.singleResult : {};
}
