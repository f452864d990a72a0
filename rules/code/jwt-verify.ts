import type { CodeFunction } from "../../src/model/code/calls/linked.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { isTrue, type TokenCall, tokenCalls } from "../../src/model/code/auth/tokens.ts";
import { nameOfValue } from "../../src/model/code/input/names.ts";
import { requestInputs } from "../../src/model/code/input/request.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/jwt-verify",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a JSON Web Token proves something only once its signature, algorithm and expiry have been checked",
  why: "Everybody can write a token: base64 needs no key. `decode` only reads it, so that a server which believes what it decoded lets callers choose who they are; the algorithm `none` says the same in the token's own header. Where the algorithms are left open and the key is a public one, some versions of the libraries accept a token signed with that public key as an HMAC secret. And a token whose expiry is ignored is a password that cannot be changed: a leaked one opens the account for ever (RFC 8725, sections 2.1 and 3.1).",
  fix: 'verify the token with the algorithms you sign with (`jwt.verify(token, key, { algorithms: ["RS256"] })`), and let it expire; where only the header is needed to find the key, decode it for that and verify afterwards',
  tradeoff:
    "A token that came straight from its issuer over TLS, or was verified by a gateway before, may be decoded: say so in a comment that disables the rule there, for the next reader cannot see it. A route that ends or renews a session may have to read an expired token: what it does then must not depend on anything but the session it ends.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc8725.html#section-3.1",
    "https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/347.html",
    "https://github.com/auth0/node-jsonwebtoken#jwtverifytoken-secretorpublickey-options-callback",
  ],
  check({ code, report }) {
    const program = code.calls();
    const inputs = requestInputs(program, code.routes);
    for (const token of tokenCalls(program)) {
      const at = { ...token.call, at: token.call.nameAt };
      if (token.does === "decode") {
        const given = token.token && inputs.within(token.token);
        if (!given || isVerifiedNearby(token.call.function, program)) continue;
        report({
          at,
          key: "decode",
          message: `the token of the request's \`${given.part}\` is decoded, and its signature is never checked`,
          label: "reads claims that anybody can write",
        });
        continue;
      }
      if (allowsNone(token, program))
        report({
          at,
          key: "none",
          message: `\`${token.library}\` is told to accept the algorithm \`none\`: a token without any signature`,
          label: "unsigned tokens pass",
        });
      const ignores = token.options && program.memberOf(token.options, ["ignoreExpiration"]);
      if (ignores?.is === "value" && isTrue(ignores.value) && !endsSession(token.call.function))
        report({
          at,
          key: "expiry",
          message: "the expiry of the token is ignored: one that leaks can be used for ever",
          label: "`ignoreExpiration: true`",
        });
      if (isOpenToPublicKeys(token, program))
        report({
          at,
          key: "algorithms",
          message:
            "a token is verified with a public key and no `algorithms`: the token itself chooses how it is checked",
          label: "no list of algorithms",
        });
    }
  },
});

/** Whether a function that has to do with this one verifies: itself, what it calls, or who calls it. */
function isVerifiedNearby(of: CodeFunction, program: CallProgram): boolean {
  const around = new Set<CodeFunction>(program.reachableFrom(of, 30));
  for (let at: CodeFunction | null = of; at && at.record.kind !== "module"; at = at.parent) around.add(at);
  for (const caller of program.callersOf(of)) if (caller.function.record.kind !== "module") around.add(caller.function);
  return [...around].some(({ calls }) =>
    calls.some(({ record: { callee } }) =>
      /verify|introspect|authenticate|getUser|userinfo/i.test(
        callee.path.at(-1) ??
          ("local" in callee.root ? callee.root.local : "name" in callee.root ? callee.root.name : ""),
      ),
    ),
  );
}

function allowsNone({ options }: TokenCall, program: CallProgram): boolean {
  const algorithms = options && program.memberOf(options, ["algorithms"]);
  if (algorithms?.is !== "value" || algorithms.value.value.kind !== "array") return false;
  return algorithms.value.value.items.some(
    (item) => item.kind === "literal" && typeof item.value === "string" && item.value.toLowerCase() === "none",
  );
}

/** Signing out and renewing look at tokens that have expired. */
function endsSession(of: CodeFunction): boolean {
  for (let at: CodeFunction | null = of; at; at = at.parent)
    if (/refresh|renew|logout|log_out|sign_?out|revoke|expire|invalidate|blacklist|cleanup/i.test(at.name ?? ""))
      return true;
  return /refresh|logout|sign-?out|revoke|blacklist/i.test(of.file.slice(of.file.lastIndexOf("/") + 1));
}

function isOpenToPublicKeys({ key, options, pinsByKey, call }: TokenCall, program: CallProgram): boolean {
  if (pinsByKey || !key || call.record.spread) return false;
  const value = program.valueOf(key);
  const isPublic =
    value.value.kind === "literal"
      ? /BEGIN (?:RSA |EC )?(?:PUBLIC KEY|CERTIFICATE)/.test(String(value.value.value))
      : /public|jwks|certificate|^cert$|^pem$/i.test(nameOfValue(key, program) ?? nameOfValue(value, program) ?? "");
  if (!isPublic) return false;
  if (!options) return true;
  // The third argument may be the callback.
  if (program.valueOf(options).value.kind === "function") return true;
  return program.memberOf(options, ["algorithms"]).is === "absent";
}
