import { withAuth, withTimes } from "../../../../lib/wrappers.ts";

export const GET = withTimes(() => Response.json({}));
export const PATCH = withTimes(withAuth(() => Response.json({})));
export const DELETE = withAuth(async () => new Response(null, { status: 204 }));
