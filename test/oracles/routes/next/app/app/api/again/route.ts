export { GET } from "../open/route.ts";
