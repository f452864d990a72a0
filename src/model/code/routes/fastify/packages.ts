import type { Value } from "../program/values.ts";
import type { RequestHook } from "./instance.ts";

/** What a plugin of a package does that matters to who may call: by its documentation. */
interface PackagePlugin {
  /** Decorations it makes that stand as hooks, or make hooks when they are called. */
  readonly decorates?: readonly string[];
  /** The hook it adds for everything it is registered for. */
  readonly hook?: RequestHook;
}

const PLUGINS: Readonly<Record<string, PackagePlugin>> = {
  "@fastify/basic-auth": { decorates: ["basicAuth"] },
  "fastify-basic-auth": { decorates: ["basicAuth"] },
  "@fastify/bearer-auth": { decorates: ["verifyBearerAuth"], hook: "onRequest" },
  "fastify-bearer-auth": { decorates: ["verifyBearerAuth"], hook: "onRequest" },
  "@fastify/rate-limit": { decorates: ["rateLimit", "createRateLimit"] },
  "@fastify/csrf-protection": { decorates: ["csrfProtection"] },
  "@fastify/auth": {},
  "@fastify/jwt": {},
  "fastify-jwt": {},
  "@fastify/passport": {},
  "@fastify/oauth2": {},
  "@fastify/session": {},
  "@fastify/secure-session": {},
  "fastify-auth0-verify": { decorates: ["authenticate"] },
  "fastify-jwt-jwks": { decorates: ["authenticate"] },
  "@auth0/auth0-fastify-api": { decorates: ["requireAuth"] },
  "@clerk/fastify": { hook: "preHandler" },
  "supertokens-node/framework/fastify": { hook: "preHandler" },
};

export function packagePlugin(module: string): PackagePlugin | undefined {
  return PLUGINS[module];
}

/** `{ addHook: false }` of `@fastify/bearer-auth` leaves it to the routes; a text names another hook. */
export function hookOf(plugin: PackagePlugin, settings: Value | null): RequestHook | null {
  const asked = settings?.kind === "record" ? settings.fields.get("addHook") : undefined;
  if (!plugin.hook || (asked?.kind === "literal" && asked.value === false)) return null;
  return asked?.kind === "literal" && asked.value === "preParsing" ? "preParsing" : plugin.hook;
}
