import { withAuth } from "../../../../lib/wrappers.ts";

const handler = withAuth(() => Response.json({}));

export { handler as GET, handler as POST };
