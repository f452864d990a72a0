import fastify, { type FastifyInstance, type onRouteHookHandler } from "fastify";
import { addAudit, items } from "./items.ts";

export async function build(watch: onRouteHookHandler): Promise<FastifyInstance> {
  const server = createServer();
  server.addHook("onRoute", watch);
  // Routes that ask for a role in their options are given the hook that asks.
  server.addHook("onRoute", (route) => {
    if (route.config?.role) {
      route.preHandler = async (request, reply) => {
        if (!request.headers.cookie) return reply.status(403).send();
      };
    }
  });
  for (const name of ["cats", "dogs"]) server.get(`/${name}`, async () => name);
  for (const item of items) server.route(item);
  [addAudit, addReports].forEach((plugin) => server.register(plugin, { prefix: "/v1" }));
  server.all("/proxy/*", async () => "every method");
  server.get("/role", { config: { role: "admin" } }, async () => "guarded");
  server.head("/ping", async () => "");
  server.withTypeProvider().post("/typed", { handler: async () => "open" });
  return server;
}

function createServer(): FastifyInstance {
  return fastify({ logger: false });
}

async function addReports(app: FastifyInstance, options: { prefix: string }): Promise<void> {
  app.get("/reports", async () => options.prefix);
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send());
}

declare module "fastify" {
  interface FastifyContextConfig {
    role?: string;
  }
}
