async function settings(fastify) {
  fastify.put("/all", async () => "open");
}
settings.prefixOverride = "/overridden";
export default settings;
