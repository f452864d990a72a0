export default async function (fastify) {
  fastify.get("/", async () => "guarded");
  fastify.post("/login", async () => "open");
}
