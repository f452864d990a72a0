import Koa from "koa";
import Router from "@koa/router";
import { admin } from "./admin.js";
import { reports } from "./reports.js";
import users from "./users.js";

const app = new Koa();
app.silent = true;

const open = new Router();
open.get("/health", (ctx) => {
  ctx.body = "up";
});
open.redirect("/old", "/health");

const api = new Router({ prefix: "/api" });
api.get("before", (ctx) => {
  ctx.body = 1;
});
api.use(async (ctx, next) => {
  ctx.set("x-api", "1");
  await next();
});
api.use("/users", users.routes(), users.allowedMethods());
api.use("/admin", admin.routes());
api.use("/reports", checkToken, reports.routes());
api.get(["/reports/latest", "/newest"], (ctx) => {
  ctx.body = 1;
});
api.all("/anything/:kind", (ctx) => {
  ctx.body = 1;
});

async function checkToken(ctx, next) {
  if (ctx.get("authorization") !== "Bearer secret") {
    ctx.status = 401;
    return;
  }
  await next();
}

app.use(open.routes());
app.use(api.routes()).use(api.allowedMethods());

export default app;
