import { join } from "node:path";
import autoload from "@fastify/autoload";
import fastify from "fastify";

export function build(watch) {
  const app = fastify();
  app.addHook("onRoute", watch);
  app.register(autoload, {
    dir: join(import.meta.dirname, "routes"),
    autoHooks: true,
    cascadeHooks: true,
    routeParams: true,
    ignorePattern: /skipped/,
    options: { prefix: "/api" },
  });
  return app;
}
