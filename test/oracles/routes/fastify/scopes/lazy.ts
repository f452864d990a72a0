import type { FastifyInstance } from "fastify";

export default async function lazy(instance: FastifyInstance): Promise<void> {
  instance.get("/x", async () => "open");
}
