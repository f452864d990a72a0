import { authenticatedClient } from "../../../lib/client.ts";

export const GET = async (request: Request): Promise<Response> =>
  authenticatedClient({ request, answer: ({ caller }) => Response.json(caller.key) });
