import { withApi } from "../../../../../lib/by-path.ts";

export const GET = withApi(() => Response.json("hello"));
