import { authenticate } from "../../../lib/wrappers.ts";

export async function GET(request: Request): Promise<Response> {
  const caller = await authenticate(request);
  if (caller instanceof Response) return caller;
  return Response.json(caller.id);
}
