import type { FastifyInstance } from "fastify";
import { requireUser } from "./guards.ts";

export async function closed(server: FastifyInstance): Promise<void> {
  server.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.config.public) return;
    await requireUser(request, reply);
  });
  server.get("/", async () => "guarded");
  server.get("/public", { config: { public: true } }, async () => "open");
  server.delete("/*", async () => "guarded");
  server.register(async (inner) => {
    inner.post("/inherited", async () => "guarded");
  });
}

declare module "fastify" {
  interface FastifyContextConfig {
    public?: boolean;
  }
}
