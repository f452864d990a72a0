import { GraphQLError } from "graphql";
import type { Context } from "./context";
import { authenticated } from "./wrappers";

function requireUser(context: Context) {
  if (!context.user) throw new GraphQLError("not signed in", { extensions: { code: "UNAUTHENTICATED" } });
  return context.user;
}

export const postMutations = {
  createPost: async (_parent: unknown, { title }: { title: string }, context: Context) => {
    const user = requireUser(context);
    return { id: title, author: user };
  },
  deletePost: authenticated<{ id: string }>((_parent, { id }) => id !== ""),
  publish: (_parent: unknown, _args: { id: string }, context: Context) => {
    if (context.user?.role !== "editor") throw new GraphQLError("not an editor", { extensions: { code: "FORBIDDEN" } });
    return true;
  },
};
