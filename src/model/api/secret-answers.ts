import { nameWords } from "../schema/name-words.ts";
import { secretName } from "../schema/secret-names.ts";
import { segmentsOf } from "./paths.ts";

/** Names whose value nobody needs to read again. */
const sure =
  /(^|_)(password|passwd|pwd|passphrase|client_secret|private_key|secret_key|secret_access_key|api_secret|api_key|signing_secret|webhook_secret|totp_secret|otp_secret|security_answer)$/;
/** What a description says of a value that is no secret after all, or not all of it. */
const harmless =
  /mask|redact|obfuscat|encrypt|hash|last (?:four|4)|always (?:null|empty)|never (?:returned|shown)|not returned|only (?:shown|returned|visible|available|displayed) (?:once|(?:when|on|at|upon|after) creat)|public(?:able)? key|publishable|pagina|page|cursor|continuation|name of the|id of the|reference to/i;

/** Whether a property of an answer holds a secret, by its name and what is said of it. */
export function secretInAnswer(name: string, description: string | null): "sure" | "unsure" | null {
  if (secretName(name) === null || (description !== null && harmless.test(description))) return null;
  return sure.test(nameWords(name).join("_")) ? "sure" : "unsure";
}

/** Whether a path is there to hand out credentials: `/databases/{id}/credentials`, `/apps/{id}/api-keys`. */
export function handsOutSecrets(path: string): boolean {
  return segmentsOf(path).some((segment) =>
    /(?:^|[-_])(?:secrets?|credentials?|tokens?|api-?_?keys?|access-?_?keys?|passwords?|kubeconfig|vaults?|keys)$/i.test(
      segment.replace(/([a-z])([A-Z])/g, "$1-$2"),
    ),
  );
}
