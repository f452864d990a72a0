import Router from "@koa/router";

/** Every route behind the bearer token of its tenant. */
export class ManagementRouter extends Router {
  constructor(tenant) {
    super({ prefix: "/management" });
    this.use(bearer(tenant.secret));
  }
}

export class AnonymousRouter extends Router {}

function bearer(secret) {
  return async function bearerMiddleware(ctx, next) {
    const token = read(ctx.request.headers);
    if (token !== secret) {
      const error = new Error("bad token");
      error.status = 401;
      throw error;
    }
    return next();
  };
}

function read({ authorization }) {
  return authorization?.startsWith("Bearer ") ? authorization.slice(7) : undefined;
}
