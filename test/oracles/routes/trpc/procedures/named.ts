import { createTRPCRouter, protectedProcedure } from "./base.ts";

export const other = "something else";
export const named = createTRPCRouter({ mine: protectedProcedure.query(() => "mine") });
