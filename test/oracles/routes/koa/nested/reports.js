import Router from "@koa/router";

export const reports = new Router();

reports.get("/", (ctx) => {
  ctx.body = [];
});
reports.get("/:id/pages/:page", (ctx) => {
  ctx.body = {};
});
