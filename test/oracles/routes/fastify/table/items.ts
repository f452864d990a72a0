import type { FastifyInstance, RouteOptions } from "fastify";

const guarded = {
  onRequest: [
    async (request: { headers: Record<string, unknown> }) => {
      if (!request.headers.authorization) throw Object.assign(new Error("who?"), { statusCode: 401 });
    },
  ],
};

export const items: RouteOptions[] = [
  { method: "GET", url: "/items", handler: async () => [] },
  { method: "POST", url: "/items", ...guarded, handler: async () => "guarded" },
];

export const addAudit = async (fastify: FastifyInstance): Promise<void> => {
  fastify.get("/audit", { ...guarded }, async () => "guarded");
};
