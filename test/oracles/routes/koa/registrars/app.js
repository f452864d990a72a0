import Koa from "koa";
import { AnonymousRouter, ManagementRouter } from "./routers.js";
import * as routes from "./routes.js";

export function createApp(tenant) {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.status = error.status ?? 500;
      ctx.body = { message: error.message };
    }
  });
  for (const router of createRouters(tenant)) app.use(router.routes()).use(router.allowedMethods());
  return app;
}

function createRouters(tenant) {
  const management = new ManagementRouter(tenant);
  routes.itemRoutes(management, tenant);
  routes.nestedRoutes(management, tenant);

  const anonymous = new AnonymousRouter();
  routes.statusRoutes(anonymous);
  return [management, anonymous];
}

export default createApp({ secret: "s" });
