import type { ApiRequest, ApiResponse } from "../../lib/api.ts";

export default (_req: ApiRequest, res: ApiResponse): void => res.status(200).json("pong");
