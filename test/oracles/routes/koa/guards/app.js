import Koa from "koa";
import Router from "@koa/router";
import { auth, identify, requireRole, signed } from "./auth.js";

const app = new Koa();
app.silent = true;
const router = new Router();
const ok = (ctx) => {
  ctx.body = "ok";
};

router.get("/open", ok);
router.get("/required", auth(), ok);
router.get("/optional", auth({ optional: true }), ok);
router.get("/identified", identify, ok);
router.get("/role", identify, requireRole("admin"), ok);
router.get("/signed", signed, ok);
router.get("/cookie", cookie, ok);
router.get("/response", response, ok);
router.get("/limited", limited, ok);
router.get("/in-handler", (ctx) => {
  if (!ctx.state.user) {
    ctx.status = 401;
    ctx.body = { message: "sign in" };
    return;
  }
  ctx.body = "ok";
});
router.get("/thrown-in-handler", async (ctx) => {
  const user = ctx.state.user ?? ctx.throw(401);
  ctx.body = user.name;
});
router.get("/not-found", (ctx) => {
  ctx.throw(404, "no such thing");
});

async function cookie(ctx, next) {
  const session = ctx.cookies.get("session");
  ctx.assert(session, 401, "no session");
  await next();
}

async function response(ctx, next) {
  if (ctx.header["x-api-key"] === "key") return next();
  ctx.response.status = 403;
}

async function limited(ctx, next) {
  ctx.set("x-limit", "1");
  if (ctx.query.page === "0") ctx.throw(400);
  return next();
}

app.use(router.routes());

export default app;
