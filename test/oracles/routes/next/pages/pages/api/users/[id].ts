import type { ApiRequest, ApiResponse } from "../../../lib/api.ts";

export default function handler(req: ApiRequest, res: ApiResponse): void {
  if (req.method !== "DELETE") return res.status(405).end();
  if (!req.headers["x-api-key"]) return res.status(403).json({});
  res.status(200).json({});
}
