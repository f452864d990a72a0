import { createAuthedRoute, withMethods } from "../../lib/api.ts";

export default withMethods({
  GET: (_req, res) => res.status(200).json([]),
  POST: createAuthedRoute((caller) => ({ caller })),
});
