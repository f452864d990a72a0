import { lazy } from "@trpc/server";
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
    // Loaded when they are asked for.
    later: lazy(() => import("./later.ts")),
    named: lazy(() => import("./named.ts").then((module) => module.named)),
    // A plain object is a router too.
    admin: { purge: protectedProcedure.mutation(() => true) },
  }),
);

export const caller = createCaller(appRouter);
