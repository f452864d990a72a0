import { isPlaceholder } from "./secret-formats.ts";

export type SecretName = "password" | "signing" | "other";

/**
 * Whether a name says that its value is a secret, and of which sort. `signing` secrets let whoever knows them forge what
 * the server believes: sessions, tokens, cookies. Names that only speak of secrets (`passwordField`, `tokenUrl`) are none.
 */
export function secretName(name: string): SecretName | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  if (/^(?:password|passwd|pwd|passphrase)$/.test(last)) return "password";
  const all = words.join(" ");
  if (
    /^(?:public|publishable|anon)$/.test(before) ||
    /\b(?:public|publishable|foreign|primary|cache|sort|partition|recaptcha site)\b/.test(all)
  )
    return null;
  const isSecret =
    last === "secret" ||
    last === "pepper" ||
    (last === "key" && /^(?:secret|private|signing|encryption|jwt|session|cookie|hmac|auth|master)$/.test(before));
  if (isSecret)
    return /\b(?:client|webhook|api|app|oauth|google|github|facebook|twitter|aws|stripe|s3)\b/.test(all) &&
      !/\b(?:jwt|session|cookie|signing|encryption)\b/.test(all)
      ? "other"
      : "signing";
  if (last === "apikey" || (last === "key" && /^(?:api|access|account|service)$/.test(before))) return "other";
  if (
    last === "token" &&
    words.length > 1 &&
    /^(?:access|auth|api|bearer|bot|refresh|personal|admin|secret|service|github|slack|deploy)$/.test(before)
  )
    return "other";
  return last === "credential" || last === "credentials" ? "other" : null;
}

/** `JWT_SECRET`, `jwtSecret`, `jwt-secret` → `jwt secret`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

/** Whether a literal can be the secret itself, and not its name, its place, a message or a stand-in. */
export function looksSecret(value: string, name: SecretName): boolean {
  if (value.length < 8 || value.length > 500 || /\s/.test(value) || isPlaceholder(value)) return false;
  if (
    /^(?:https?:|\/|\.{1,2}\/|#|@|\w+:\/\/)/.test(value) ||
    /^[A-Z][A-Z\d_]+$/.test(value) ||
    (/^[\w-]+(?:\.[\w-]+)+$/.test(value) && !/\d/.test(value))
  )
    return false;
  // Words in a row are an identifier, a header or a message key: `x-access-token`, `oauth2Password`, `auth.token_expired`.
  if (/^(?:(?:[A-Za-z]?[a-z]+\d?(?:[A-Z][a-z]+\d?)*|[A-Z]+\d?)(?:[-_.:/](?!$)|$))+$/.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (name === "password") return value.length <= 64 && entropy(value) >= 2.5;
  return value.length >= 16 && entropy(value) >= 3.3;
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
