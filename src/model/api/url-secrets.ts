import type { Operation, Parameter } from "../../facts/api.ts";
import { secretName } from "../schema/secret-names.ts";
import { nameWords } from "../schema/name-words.ts";
import { isOpenByNature, isProtocolEndpoint } from "./paths.ts";

/** Credentials beyond doubt: what signs a caller in again and again. */
const lasting =
  /^(?:.*_)?(?:password|passwd|pwd|passphrase|client_secret|api_?key|apikey|api_secret|secret_key|access_token|refresh_token|auth_token|api_token|bearer_token|session_token|private_key|id_token)$/;
const handed = /^(?:.*_)?(?:token|secret|passcode)$/;

/** Whether the name of a parameter in a URL says that it holds a credential; `unsure` for a bare `token`, which may be one for a single use. */
export function credentialInUrl(parameter: Parameter, operation: Operation): "sure" | "unsure" | null {
  if (parameter.in !== "query" && parameter.in !== "path") return null;
  if (parameter.schema?.types.some((type) => type === "boolean" || type === "integer")) return null;
  if (secretName(parameter.name) === null) return null;
  const words = nameWords(parameter.name).join("_");
  // `/api_keys/{api_key}` and `/tokens/{token}` most often take an id; a secret in that place is one all the same, but nobody can tell.
  if (parameter.in === "path") return lasting.test(words) && !words.endsWith("key") ? "unsure" : null;
  // Links in mails carry what they are for (`?token=`), as the answers of sign-in protocols do.
  if (lasting.test(words))
    return isProtocolEndpoint(operation.path) && !/password|secret/.test(words) ? "unsure" : "sure";
  return handed.test(words) && !isOpenByNature(operation) ? "unsure" : null;
}
