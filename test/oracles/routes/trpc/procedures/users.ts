import { TRPCError } from "@trpc/server";
import {
  adminProcedure,
  createTRPCRouter,
  knownProcedure,
  protectedProcedure,
  publicProcedure,
  withPermission,
} from "./base.ts";

export const userRouter = createTRPCRouter({
  byId: protectedProcedure.query(() => ({ id: "1" })),
  list: adminProcedure.meta({ audit: true }).query(() => []),
  greet: knownProcedure.query(({ ctx }) => `hello ${ctx.user?.id ?? "you"}`),
  // Asked by the procedure itself.
  rename: publicProcedure.mutation(({ ctx }) => {
    if (!ctx.session) throw new TRPCError({ code: "UNAUTHORIZED", message: "sign in first" });
    return ctx.session.user.id;
  }),
  remove: withPermission("admin").mutation(async () => true),
  register: publicProcedure.mutation(() => "1"),
});
