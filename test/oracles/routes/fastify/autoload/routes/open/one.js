export const autoPrefix = "/elsewhere";
export default async function (fastify) {
  fastify.get("/one", async () => "open");
}
