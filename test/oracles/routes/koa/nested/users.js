import Router from "@koa/router";

const router = new Router();

router.get("users", "/", (ctx) => {
  ctx.body = [];
});
router.get("/:id", requireUser, (ctx) => {
  ctx.body = { id: ctx.params.id };
});
router.use(requireUser);
router.del("/:id", (ctx) => {
  ctx.status = 204;
});
router.post("create", "/", first, second, (ctx) => {
  ctx.status = 201;
});

async function requireUser(ctx, next) {
  if (!ctx.state.user) ctx.throw(401, "sign in first");
  await next();
}

async function first(ctx, next) {
  await next();
}

async function second(ctx, next) {
  await next();
}

export default router;
