import { handlers } from "../../../lib/wrappers.ts";

export const { GET, POST } = handlers;
