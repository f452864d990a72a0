export default async (fastify) => {
  fastify.get("/deep", async () => "open");
};
