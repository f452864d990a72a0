import { createPublic } from "./public.js";
import { Admin } from "./admin.js";

export const apps = [createPublic(), new Admin({ key: "k" }).app];
