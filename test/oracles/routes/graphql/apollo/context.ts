import { GraphQLError } from "graphql";

export interface Context {
  readonly user: { readonly id: string; readonly role: string } | null;
}

export async function context({ req }: { req: { headers: Record<string, string | undefined> } }): Promise<Context> {
  const token = req.headers.authorization;
  return { user: token ? { id: token, role: "member" } : null };
}

export function unauthenticated(): GraphQLError {
  return new GraphQLError("not signed in", { extensions: { code: "UNAUTHENTICATED" } });
}
