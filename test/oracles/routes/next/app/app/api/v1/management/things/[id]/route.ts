import { withApi } from "../../../../../../lib/by-path.ts";

export const GET = withApi((_request, caller) => Response.json(caller));
export const PUT = withApi(() => new Response(null, { status: 200 }));
