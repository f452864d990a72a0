import { createCaller, createTRPCRouter, mergeRouters, protectedProcedure, publicProcedure } from "./base.ts";
import { userRouter } from "./users.ts";

const health = createTRPCRouter({ health: publicProcedure.query(() => "ok") });

const posts = createTRPCRouter({
  all: publicProcedure.query(() => []),
  comments: createTRPCRouter({
    add: protectedProcedure.mutation(() => "added"),
  }),
});

export const appRouter = mergeRouters(
  health,
  createTRPCRouter({
    user: userRouter,
    posts,
    // A plain object is a router too.
    admin: { purge: protectedProcedure.mutation(() => true) },
  }),
);

export const caller = createCaller(appRouter);
