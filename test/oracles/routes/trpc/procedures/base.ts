import { initTRPC, TRPCError } from "@trpc/server";

export interface Context {
  readonly session: { readonly user: { readonly id: string; readonly role: string } } | null;
  readonly requests: number;
}

const t = initTRPC.context<Context>().meta<{ readonly audit?: boolean }>().create();

export const createTRPCRouter = t.router;
export const { mergeRouters } = t;
export const createCaller = t.createCallerFactory;

const counted = t.middleware(({ next, ctx }) => next({ ctx: { requests: ctx.requests + 1 } }));

const isAuthed = t.middleware(async ({ ctx, next }) => {
  if (!ctx.session?.user) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { user: ctx.session.user } });
});

/** Knows who is calling, and lets everybody through. */
const isKnown = t.middleware(async (opts) => {
  const user = opts.ctx.session?.user ?? null;
  return opts.next({ ctx: { user } });
});

export const publicProcedure = t.procedure.use(counted);
export const knownProcedure = publicProcedure.use(isKnown);
export const protectedProcedure = publicProcedure.use(isAuthed);
export const adminProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session || ctx.session.user.role !== "admin")
    throw new TRPCError({ code: "FORBIDDEN", message: "admins only" });
  const { session } = ctx;
  return next({ ctx: { session } });
});

/** A procedure of its own for each permission. */
export const withPermission = (permission: string) =>
  protectedProcedure.use(async ({ ctx, next }) => {
    if (ctx.user.role !== permission) throw new TRPCError({ code: "FORBIDDEN" });
    return next();
  });
