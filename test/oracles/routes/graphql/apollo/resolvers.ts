import { type Context, unauthenticated } from "./context";
import { postMutations } from "./posts";
import { authenticated, counted } from "./wrappers";

const post = { id: "1", author: { id: "1" } };

export const resolvers = {
  Query: {
    posts: () => [post],
    post(_parent: unknown, { id }: { id: string }) {
      return { ...post, id };
    },
    me: (_parent: unknown, _args: unknown, { user }: Context) => {
      if (!user) throw unauthenticated();
      return user;
    },
    // Nobody is nobody's profile.
    profile: (_parent: unknown, _args: unknown, context: Context) => context.user,
    users: authenticated(() => [{ id: "1" }]),
    drafts: counted(() => [post]),
  },
  Mutation: {
    ...postMutations,
    signIn: async (_parent: unknown, args: { name: string }) => `token of ${args.name}`,
  },
  User: {
    posts: () => [post],
  },
};
