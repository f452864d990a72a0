import type { ApiRequest, ApiResponse } from "../../../lib/api.ts";

export default async function handler(req: ApiRequest, res: ApiResponse): Promise<void> {
  switch (req.method) {
    case "GET":
      return res.status(200).json([]);
    case "POST": {
      if (!req.headers["authorization"]) return res.status(401).json({});
      return res.status(201).json({});
    }
    default:
      return res.status(405).end();
  }
}
