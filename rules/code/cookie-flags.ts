import { type CookieWrite, cookieWrites } from "../../src/model/code/auth/cookies.ts";
import type { FileValue } from "../../src/model/code/calls/linked.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/cookie-flags",
  practice: "code/auth",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a cookie that signs somebody in is out of reach of scripts and of plain connections",
  why: "Whoever has the cookie of a session is that user. Without `HttpOnly` every script on the page can read it, so that one injected line sends it away; without `Secure` the browser also sends it over plain HTTP, where anybody on the way can read it, and one link to `http://` is enough to make it do so. Express, Fastify, Hono and Next set neither unless they are told to.",
  fix: 'set the cookie with `httpOnly: true`, `secure: true` and `sameSite: "lax"` or `"strict"`; where developers use plain HTTP, let `secure` depend on the environment',
  tradeoff:
    "A cookie that the page's own scripts must read, such as a CSRF token, cannot be `HttpOnly`; those are told by their name. Behind a proxy that ends TLS, express-session needs `trust proxy` to set a `Secure` cookie at all.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2",
    "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#cookies",
    "https://cwe.mitre.org/data/definitions/614.html",
    "https://cwe.mitre.org/data/definitions/1004.html",
    "https://expressjs.com/en/api.html#res.cookie",
  ],
  check({ code, report }) {
    const program = code.calls();
    for (const cookie of cookieWrites(program)) {
      if (!cookie.session && (!isCredential(cookie.name) || isRemoval(cookie, program))) continue;
      const missing = (["httpOnly", "secure"] as const).filter((flag) => isMissing(cookie, flag, program));
      const unsent = missing.includes("secure") && isSameSiteNone(cookie, program);
      if (missing.length === 0) continue;
      const called = cookie.name === null ? "the cookie of the session" : `the cookie \`${cookie.name}\``;
      report({
        at: { ...cookie.call, at: cookie.call.nameAt },
        key: cookie.name ?? "session",
        message: unsent
          ? `${called} has \`sameSite: "none"\` without \`secure\`: browsers refuse it`
          : `${called} is set without ${missing.map((flag) => `\`${flag}\``).join(" and ")}`,
        label: missing.includes("httpOnly") ? "scripts of the page can read it" : "also sent over plain HTTP",
      });
    }
  },
});

/** A cookie that signs in, by its name. What only prepares it (a nonce, a state) or is read by the page is none. */
function isCredential(name: string | null): boolean {
  if (name === null) return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  if (
    words.some((word) =>
      /^(?:csrf|xsrf|csrftoken|state|nonce|verifier|challenge|pkce|redirect|return|locale|theme|hint|flag|status|expires|expiry|public|anonymous|visitor|device|tracking|analytics|method|provider|last|has|is|logged|setup|key)$/.test(
        word,
      ),
    )
  )
    return false;
  return words.some((word) =>
    /^(?:session|sessionid|sess|sid|token|tokens|jwt|authorization|accesstoken|refreshtoken|authtoken|remember)$/.test(
      word,
    ),
  );
}

/** Set to nothing, or to expire at once. */
function isRemoval({ value, flags }: CookieWrite, program: CallProgram): boolean {
  if (value && (literalOf(value) === "" || literalOf(value) === null)) return true;
  const age = flags && program.memberOf(flags, ["maxAge"]);
  return age?.is === "value" && Number(literalOf(age.value) ?? 1) <= 0;
}

function isMissing({ flags, defaults }: CookieWrite, flag: "httpOnly" | "secure", program: CallProgram): boolean {
  if (!flags) return !defaults[flag];
  const member = program.memberOf(flags, [flag]);
  if (member.is !== "value") return member.is === "absent" && !defaults[flag];
  return literalOf(member.value) === false;
}

function isSameSiteNone({ flags }: CookieWrite, program: CallProgram): boolean {
  const member = flags && program.memberOf(flags, ["sameSite"]);
  return member?.is === "value" && String(literalOf(member.value)).toLowerCase() === "none";
}

/** Undefined for what is no literal. */
function literalOf({ value }: FileValue): string | number | boolean | null | undefined {
  return value.kind === "literal" ? value.value : undefined;
}
