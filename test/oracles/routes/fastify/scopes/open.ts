import type { FastifyPluginAsync } from "fastify";

const plugin: FastifyPluginAsync = async (f) => {
  f.get("/", async () => "/open and /open/");
  f.get("list", async () => "a path is put behind the prefix as it is");
  f.register(
    async (g) => {
      g.route({ method: ["PUT", "PATCH"], url: "/:name", handler: async () => "open" });
    },
    { prefix: "/deeper" },
  );
};

export default plugin;
