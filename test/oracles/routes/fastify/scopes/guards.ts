import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

export async function requireUser(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.headers.authorization) await reply.code(401).send();
}

/** What `fastify-plugin` does to a function. */
export async function gate(scope: FastifyInstance): Promise<void> {
  scope.addHook("preParsing", async (request) => {
    if (request.headers["x-api-key"] !== "key") throw Object.assign(new Error("key"), { statusCode: 403 });
  });
}
(gate as unknown as Record<symbol, boolean>)[Symbol.for("skip-override")] = true;
