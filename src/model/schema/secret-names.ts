import { nameWords } from "./name-words.ts";

/** Names that say in so many words that the value lies open. */
const open =
  /(^|_)(plain|plaintext|clear|cleartext|unencrypted|raw)_(password|passwd|secret|token|pin)|(password|passwd|secret|token|pin)_(plain|plaintext|clear|cleartext|unencrypted)(_|$)/;

/** What can be used only by someone who can read it again, so that no hash will do: credentials for other systems. */
const usable =
  /(^|_)(access_token|refresh_token|client_secret|private_key|secret_access_key|api_secret|app_secret|consumer_secret|oauth_token|oauth_secret|bot_token|smtp_password|smtp_pass|ssh_key|signing_secret|webhook_secret|shared_secret|totp_secret|otp_secret|two_factor_secret|tfa_secret|mfa_secret|encryption_key|signing_key|cvv|cvc|card_number|credit_card_number)$/;

/** What may be a hash under a plain name: nothing but the code can tell. */
const either =
  /(^|_)(password|passwd|pwd|passphrase|passcode|secret|secret_key|token|auth_token|api_key|apikey|api_token|session_token|reset_token|verification_token|id_token|pin_code|security_answer|recovery_codes|backup_codes)$/;

/** A name that says what was done to the value, or that it is something about the secret and not the secret. */
const guarded =
  /(^|_)(hash|hashed|hashes|digest|digested|encrypted|encoded|enc|cipher|ciphertext|crypted|crypt|bcrypt|scrypt|argon2|argon|sha|sha1|sha256|sha512|md5|hmac|sealed|salted|masked|last4|fingerprint|prefix|suffix|hint|preview|name|type|id|ids|ref|arn|path|url|uri|public|expires|expiry|vault|kms|csrf|xsrf|device|messaging|push|fcm|apns|page|cursor|sync|next|tokens)(_|$)/;

/** Columns beside it that only an encrypted value needs. */
const companions =
  /(^|_)(nonce|iv|initialization_vector|auth_tag|key_version|encryption_key_id|kms_key_id|kms_key|is_encrypted|dek|wrapped_key)$|^encrypted$/;

/**
 * How a column's name reads: `open` says that a secret lies in clear text, `usable` that it must be recoverable, `either`
 * that it may be a hash; null for no secret, or one whose name says how it is guarded.
 */
export function secretName(name: string): "open" | "usable" | "either" | null {
  const words = nameWords(name).join("_");
  if (open.test(words)) return "open";
  if (guarded.test(words)) return null;
  if (usable.test(words)) return "usable";
  return either.test(words) ? "either" : null;
}

/** Whether a column's name says that it holds the hash or the ciphertext of a secret. */
export function guardedSecretName(name: string): boolean {
  const words = nameWords(name).join("_");
  return (
    /password|passwd|secret|token|key|credential|codes/.test(words) &&
    /(^|_)(hash|hashed|digest|encrypted|enc|cipher|ciphertext|crypted|sealed)(_|$)/.test(words)
  );
}

/** Whether another column of the table tells that its secrets are encrypted: a nonce, the number of a key. */
export function hasCipherCompanion(columns: readonly { readonly name: string }[]): boolean {
  return columns.some((column) => companions.test(nameWords(column.name).join("_")));
}
