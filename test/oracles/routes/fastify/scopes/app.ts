import fastify, { type FastifyInstance, type onRouteHookHandler } from "fastify";
import { closed } from "./closed.ts";
import { gate, requireUser } from "./guards.ts";
import open from "./open.ts";

export function build(watch: onRouteHookHandler): FastifyInstance {
  const app = fastify();
  app.addHook("onRoute", watch);
  app.decorate("authenticate", requireUser);

  app.get("/before", async () => "registered before any hook, and behind those of its instance all the same");
  app.register(open, { prefix: "open" });
  app.register(closed, { prefix: "/closed" });
  app.register(import("./lazy.ts"), { prefix: "/lazy/" });

  // What the parent adds, its children have, whenever it is added.
  app.register(async function late(scope) {
    scope.register(async (inner) => {
      inner.get("/late/inner", async () => "guarded");
    });
    scope.addHook("onRequest", requireUser);
  });
  app.register(async function early(scope) {
    await scope.register(async (inner) => {
      inner.get("/early/inner", async () => "guarded");
    });
    scope.addHook("onRequest", requireUser);
    scope.get("/early", async () => "guarded");
  });
  // A plugin that breaks encapsulation guards everything in the instance it is registered on.
  app.register(async function siblings(scope) {
    scope.register(async (child) => {
      child.get("/siblings/first", async () => "guarded");
    });
    scope.register(gate);
    scope.get("/siblings/own", async () => "guarded");
    scope.register(async (child) => {
      child.get("/siblings/second", async () => "guarded");
    });
  });
  app.register(async (scope) => {
    scope.after(() => {
      scope.get("/after", { preValidation: scope.authenticate }, async () => "guarded");
    });
    scope.get("/callback", { preHandler: [(_request, _reply, done) => done(), requireUser] }, async () => "guarded");
    scope.get("/own/:id(^\\d+$)/name::verb", async () => "open");
  });
  return app;
}

declare module "fastify" {
  interface FastifyInstance {
    authenticate: typeof requireUser;
  }
}
