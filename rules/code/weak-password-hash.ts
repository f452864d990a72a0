import { type PasswordHash, passwordHashes } from "../../src/model/code/auth/password-hashes.ts";
import { defineRule } from "../../src/rule/define.ts";

/** OWASP's Password Storage Cheat Sheet, section PBKDF2, by digest. */
const ITERATIONS: Readonly<Record<string, number>> = { sha1: 1_300_000, sha256: 600_000, sha512: 210_000 };
/** Below this, PBKDF2 falls to one graphics card whatever the digest. */
const FAR_TOO_FEW = 100_000;

export default defineRule({
  id: "code/weak-password-hash",
  practice: "code/auth",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "passwords are stored by a hash that is slow on purpose",
  why: "When the table of users leaks, all that stands between it and the passwords is the time one guess takes. MD5 and the SHA family are made to be fast: a graphics card tries billions a second, salted or not, and most passwords people choose fall within hours. A bcrypt cost below 10 or too few iterations of PBKDF2 give away the same by a factor that is known in advance.",
  fix: "hash with Argon2id, or with `crypto.scrypt`, or bcrypt at a cost of 10 or more; move stored hashes over as their owners sign in",
  tradeoff:
    "A long random token needs no slow hash, and SHA-256 is right for it; the rule goes by names, so call it a token. Lower costs belong in tests, which the rule does not read.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/916.html",
    "https://cwe.mitre.org/data/definitions/327.html",
    "https://nodejs.org/api/crypto.html#cryptoscryptpassword-salt-keylen-options-callback",
  ],
  check({ code, report }) {
    for (const hash of passwordHashes(code.calls())) {
      const said = complaint(hash);
      if (said) report({ at: { ...hash.call, at: hash.call.nameAt }, key: hash.algorithm, ...said });
    }
  },
});

function complaint({ algorithm, keyed, work }: PasswordHash) {
  if (work.kind === "fast")
    return {
      message: `a password is hashed by ${algorithm}, which is made to be fast`,
      label: "billions of guesses a second",
      ...(keyed && { confidence: "medium" as const }),
    };
  if (work.kind === "cost")
    return work.value < 10
      ? { message: `bcrypt runs at cost ${work.value}, below 10`, label: `2^${work.value} rounds` }
      : null;
  const enough = ITERATIONS[work.digest?.replace("-", "").toLowerCase() ?? ""];
  if (enough === undefined || work.value >= enough) return null;
  return {
    message: `PBKDF2 runs ${work.value} iterations of ${work.digest}, where ${enough} are advised`,
    label: "few enough to guess fast",
    ...(work.value >= FAR_TOO_FEW && { confidence: "medium" as const }),
  };
}
