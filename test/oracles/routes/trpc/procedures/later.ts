import { createTRPCRouter, protectedProcedure, publicProcedure } from "./base.ts";

export const later = createTRPCRouter({
  read: publicProcedure.query(() => "read"),
  write: protectedProcedure.mutation(() => "written"),
});
