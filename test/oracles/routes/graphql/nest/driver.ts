import { AbstractGraphQLDriver, type GqlModuleOptions } from "@nestjs/graphql";
import { graphql, type GraphQLSchema } from "graphql";

let schema: GraphQLSchema | undefined;

/** Serves nothing: keeps the schema that Nest made, to ask it. */
export class KeepingDriver extends AbstractGraphQLDriver {
  async start(options: GqlModuleOptions): Promise<void> {
    schema = options.schema;
  }

  async stop(): Promise<void> {}
}

export async function run(source: string) {
  return graphql({ schema: schema as GraphQLSchema, source, contextValue: { req: { headers: {} } } });
}
