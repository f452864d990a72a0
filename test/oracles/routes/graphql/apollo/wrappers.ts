import { type Context, unauthenticated } from "./context";

type Resolver<Args> = (parent: unknown, args: Args, context: Context, info: unknown) => unknown;

export function authenticated<Args>(next: Resolver<Args>): Resolver<Args> {
  return (parent, args, context, info) => {
    if (!context.user) throw unauthenticated();
    return next(parent, args, context, info);
  };
}

/** Looks at who asks, and goes on all the same. */
export const counted =
  <Args>(next: Resolver<Args>): Resolver<Args> =>
  (parent, args, context, info) => {
    void context.user?.id;
    return next(parent, args, context, info);
  };
