import { Router } from "@koa/router";

export const admin = new Router();

admin.use(async (ctx, next) => {
  ctx.assert(ctx.state.user, 401);
  return next();
});
admin.get("/settings", (ctx) => {
  ctx.body = {};
});
admin.put("/settings/:name", (ctx) => {
  ctx.body = {};
});
