import Router from "@koa/router";

export function itemRoutes(...[router, tenant]) {
  router.get("/items", (ctx) => {
    ctx.body = tenant.secret.length;
  });
  router.patch("/items/:id", validate({ body: true }), async (ctx, next) => {
    ctx.body = {};
    return next();
  });
}

export function nestedRoutes(...[parent]) {
  const child = new Router();
  for (const kind of ["a", "b"]) {
    child.get(`/${kind}`, (ctx) => {
      ctx.body = kind;
    });
  }
  child.prefix("/kinds");
  parent.use(child.routes());
}

export const statusRoutes = (router) => {
  router.get("/status", (ctx) => {
    ctx.status = 204;
  });
};

function validate(options) {
  return async (ctx, next) => {
    if (!options.body) ctx.throw(400);
    await next();
  };
}
