export default async function (fastify) {
  fastify.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith("/api/users/login")) return;
    if (!request.headers.authorization) return reply.code(401).send();
  });
}
