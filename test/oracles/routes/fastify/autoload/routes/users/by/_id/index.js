export default async function (fastify) {
  fastify.get("/", async () => "guarded, for the hooks cascade");
}
