import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { buildSchema } from "type-graphql";
import { authChecker } from "./auth";
import { NoteResolver } from "./notes";

export async function ask(query: string) {
  const schema = await buildSchema({ resolvers: [NoteResolver], authChecker, validate: false });
  const server = new ApolloServer({ schema });
  const { body } = await server.executeOperation({ query }, { contextValue: {} });
  return body.kind === "single" ? body.singleResult : {};
}
