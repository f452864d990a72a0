import { GraphQLError } from "graphql";
import type { AuthChecker, MiddlewareFn } from "type-graphql";

export interface Context {
  readonly user?: { readonly roles: readonly string[] };
}

export const authChecker: AuthChecker<Context> = ({ context: { user } }, roles) => {
  if (!user) return false;
  return roles.length === 0 || roles.some((role) => user.roles.includes(role));
};

export const SignedIn: MiddlewareFn<Context> = async ({ context }, next) => {
  if (!context.user) throw new GraphQLError("not signed in", { extensions: { code: "UNAUTHENTICATED" } });
  return next();
};

export const Timed: MiddlewareFn<Context> = async ({ info }, next) => {
  void info.fieldName;
  return next();
};
