import { options, type Value } from "../program/values.ts";
import type { Verdict } from "./outcome.ts";

const ENFORCES = (what: string): Verdict => ({
  enforces: "auth",
  reason: `${what} turns away a request without credentials`,
});
const IDENTIFIES = (what: string): Verdict => ({
  enforces: "no",
  reason: `${what} identifies the caller and lets everybody through`,
  identifies: true,
});

/**
 * What is known of packages, by their documentation: what the call of an export gives (`jwt({…})`), or what the export
 * is when it is used as it stands. Keys are `module` or `module#export`; the export wins.
 */
const KNOWN: Readonly<Record<string, "enforces" | "identifies">> = {
  "express-jwt": "enforces",
  "express-oauth2-jwt-bearer#auth": "enforces",
  "express-oauth2-jwt-bearer#requiredScopes": "enforces",
  "express-oauth2-jwt-bearer#claimCheck": "enforces",
  "express-openid-connect#auth": "enforces",
  "express-openid-connect#requiresAuth": "enforces",
  "express-openid-connect#claimIncludes": "enforces",
  "express-openid-connect#claimEquals": "enforces",
  "express-openid-connect#attemptSilentLogin": "identifies",
  "express-basic-auth": "enforces",
  "express-bearer-token": "identifies",
  "connect-ensure-login": "enforces",
  "@clerk/express#requireAuth": "enforces",
  "@clerk/express#clerkMiddleware": "identifies",
  "@clerk/clerk-sdk-node#ClerkExpressRequireAuth": "enforces",
  "@clerk/clerk-sdk-node#ClerkExpressWithAuth": "identifies",
  "supertokens-node/recipe/session/framework/express#verifySession": "enforces",
  "supertokens-node/framework/express#middleware": "identifies",
  "@thallesp/nestjs-better-auth#AuthGuard": "enforces",
  "next-auth/middleware": "enforces",
  "next-auth/middleware#withAuth": "enforces",
  "@clerk/nextjs/server#clerkMiddleware": "identifies",
  "@auth0/nextjs-auth0#withApiAuthRequired": "enforces",
  "@auth0/nextjs-auth0#withMiddlewareAuthRequired": "enforces",
  "@nestjs/passport#AuthGuard": "enforces",
  "nest-keycloak-connect#AuthGuard": "enforces",
  "nest-keycloak-connect#RoleGuard": "enforces",
  // Without an `authorizationChecker` it fails for everybody.
  "routing-controllers#Authorized": "enforces",
  "routing-controllers#CurrentUser": "enforces",
  "koa-jwt": "enforces",
  "@fastify/basic-auth#basicAuth": "enforces",
  "fastify-basic-auth#basicAuth": "enforces",
  "@fastify/bearer-auth": "enforces",
  "fastify-bearer-auth": "enforces",
  "fastify-auth0-verify#authenticate": "enforces",
  "fastify-jwt-jwks#authenticate": "enforces",
  "@auth0/auth0-fastify-api#requireAuth": "enforces",
  "@clerk/fastify#clerkPlugin": "identifies",
  "supertokens-node/framework/fastify#plugin": "identifies",
  "supertokens-node/recipe/session/framework/fastify#verifySession": "enforces",
  "koa-basic-auth": "enforces",
  "koa-bearer-token": "identifies",
  "hono/jwt#jwt": "enforces",
  "hono/jwk#jwk": "enforces",
  "hono/bearer-auth#bearerAuth": "enforces",
  "hono/basic-auth#basicAuth": "enforces",
  "@hono/auth-js#verifyAuth": "enforces",
  "@hono/auth-js#initAuthConfig": "identifies",
  "@hono/clerk-auth#clerkMiddleware": "identifies",
  "@hono/oidc-auth#oidcAuthMiddleware": "enforces",
  "@hono/oidc-auth#initOidcAuthMiddleware": "identifies",
  "@hono/firebase-auth#verifyFirebaseAuth": "enforces",
  "@hono/cloudflare-access#cloudflareAccess": "enforces",
  "express-oauth-server#authenticate": "enforces",
  "supertokens-nestjs#SuperTokensAuthGuard": "enforces",
  "@okta/oidc-middleware#ensureAuthenticated": "enforces",
};

/** Packages whose handlers sign callers in and out, and keep their sessions. */
const SIGNS_IN =
  /^(next-auth(\/next)?|better-auth(\/(next-js|node))?|@better-auth\/[\w-]+|@auth0\/nextjs-auth0|@workos-inc\/authkit-nextjs|@kinde-oss\/kinde-auth-nextjs(\/server)?|@hono\/auth-js)$/;

/** Members of what packages make: `keycloak.protect()`, `oidc.ensureAuthenticated()`. */
const KNOWN_MEMBERS: Readonly<Record<string, "enforces" | "identifies">> = {
  "keycloak-connect.protect": "enforces",
  "keycloak-connect.middleware": "identifies",
  "express-oauth-server.authenticate": "enforces",
  "oauth2-server.authenticate": "enforces",
  "passport.session": "identifies",
  "http-auth.connect": "enforces",
  "@okta/oidc-middleware.ensureAuthenticated": "enforces",
};

/** Packages that may be about who calls, of which nothing more is known. */
const PERHAPS =
  /auth|jwt|passport|oidc|openid|keycloak|clerk|okta|supertokens|casbin|permission|rbac|cognito|firebase|session-?guard|acl\b|shiro|secure-?route/i;
const HARMLESS =
  /helmet|cors|cookie|csrf|csurf|rate|limit|log|morgan|pino|winston|body|json|upload|multer|compress|static|valid|joi|zod|swagger|cache|trace|sentry|metrics|prom|i18n|session|authorship|author\b/i;

/** Names of what lets through or does not: `requireSession`, `ensureTenant`. */
const GATE = /^(?:require|ensure|verify|protect|authori[sz]e|authenticate|guard)(?=[A-Z_]|$)/;

/** Signing in, by a form or by way of a provider: such a route takes credentials, it does not ask for them. */
const SIGN_IN =
  /^(local(-.*)?|login|log-in|signin|sign-in|signup|register|otp|magic.?link|magiclogin|google.*|github.*|facebook.*|twitter.*|apple.*|azure.*|microsoft.*|linkedin.*|gitlab.*|discord.*|bitbucket.*|slack.*|steam.*|spotify.*|twitch.*|auth0.*|okta.*|saml.*|oidc.*|openidconnect.*|openid.*|oauth.*|ldap.*|cas|webauthn|.*[-_](oauth2?|oidc|saml|login|signin))$/i;

/** What a middleware, guard or wrapper made by a package does; null for what packages did not make. */
export function packageVerdict(value: Value): Verdict | null {
  const callee = value.kind === "applied" ? value.callee : value;
  const given = value.kind === "applied" ? value.arguments : [];
  const named = nameInPackage(callee);
  if (!named) return null;
  const { module, member, made } = named;
  if (isPassport(module, made) && member === "authenticate") return strategyVerdict(given, "passport");
  if (module === "@nestjs/passport" && member === "AuthGuard") return strategyVerdict(given, "@nestjs/passport");
  const known =
    KNOWN_MEMBERS[`${module}.${member}`] ?? (made ? undefined : (KNOWN[`${module}#${member}`] ?? KNOWN[module]));
  if (known === "identifies") return IDENTIFIES(`\`${module}\``);
  if (known === "enforces")
    return isOptional(given)
      ? { enforces: "no", reason: `\`${module}\` is set to let requests without credentials through`, identifies: true }
      : ENFORCES(`\`${module}\``);
  if (isPassport(module, made)) return { enforces: "no", reason: `\`${member}\` of \`${module}\` turns nobody away` };
  if (SIGNS_IN.test(module)) {
    // `handlers.GET` of `NextAuth({…})`, `toNextJsHandler(auth)`, `handleAuth()`; its `auth` as a middleware only keeps the session.
    if (member === "auth" || member === "")
      return made
        ? IDENTIFIES(`\`${module}\``)
        : { enforces: "no", reason: `\`${module}\` signs callers in`, signsIn: true };
    if (/^(GET|POST|handlers?|to(NextJs|Node)Handler|handleAuth|default|\w+Metadata)$/.test(member))
      return { enforces: "no", reason: `\`${module}\` signs callers in`, signsIn: true };
  }
  // A session is only kept, unless it is asked for.
  const gate = GATE.test(member);
  if (HARMLESS.test(module) || HARMLESS.test(gate ? member.replace(/session/i, "") : member))
    return { enforces: "no", reason: `\`${module}\` is not about who calls` };
  if (gate || PERHAPS.test(module) || PERHAPS.test(member))
    return {
      enforces: "unknown",
      reason: `what \`${member || module}\` of the package \`${module}\` does is not known`,
    };
  return { enforces: "no", reason: `\`${module}\` is not about who calls` };
}

interface NamedExport {
  readonly module: string;
  readonly member: string;
  /** Whether it is a member of something the package made. */
  readonly made: boolean;
}

export function nameInPackage(callee: Value): NamedExport | null {
  if (callee.kind === "external") return { module: callee.module, member: callee.path.at(-1) ?? "", made: false };
  if (callee.kind !== "applied") return null;
  const inner = nameInPackage(callee.callee);
  if (!inner) return null;
  const [key] = callee.arguments;
  return {
    module: inner.module,
    member: key?.kind === "literal" && typeof key.value === "string" ? key.value : "",
    made: true,
  };
}

function isPassport(module: string, made: boolean): boolean {
  return (
    module === "passport" ||
    /^(@[\w-]+\/)?koa-passport$/.test(module) ||
    module === "@fastify/passport" ||
    (made && /passport/.test(module))
  );
}

/** `authenticate("jwt")` asks for a token, `authenticate("google")` sends to a sign-in page, `["jwt", "anonymous"]` lets go. */
function strategyVerdict(given: readonly Value[], what: string): Verdict {
  const [first] = given;
  const names = (first?.kind === "list" ? first.items : first ? [first] : []).map((each) =>
    each.kind === "literal" && typeof each.value === "string" ? each.value : null,
  );
  if (names.includes("anonymous"))
    return {
      enforces: "no",
      reason: `\`${what}\` with the strategy \`anonymous\` lets everybody through`,
      identifies: true,
    };
  const known = names.filter((name) => name !== null);
  // It only reads who signed in before (https://www.passportjs.org/concepts/authentication/sessions/).
  if (known.length === names.length && known.length === 1 && known[0] === "session") return IDENTIFIES(`\`${what}\``);
  if (known.length > 0 && known.length === names.length && known.every((name) => SIGN_IN.test(name))) {
    return { enforces: "no", reason: `\`${what}\` with the strategy \`${known[0]}\` signs the caller in` };
  }
  return ENFORCES(`\`${what}\``);
}

/** Settings that let a request without credentials through where they are true. */
const LETS_PASS: readonly string[] = ["passthrough", "allow_anon"];

function isOptional(given: readonly Value[]): boolean {
  const settings = given.flatMap(options).find((each) => each.kind === "record");
  if (settings?.kind !== "record") return false;
  return ["credentialsRequired", "authRequired", "sessionRequired", ...LETS_PASS].some((name) => {
    const value = settings.fields.get(name);
    return value?.kind === "literal" && value.value === LETS_PASS.includes(name);
  });
}
