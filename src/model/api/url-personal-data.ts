import type { Parameter } from "../../facts/api.ts";
import { nameWords } from "../schema/name-words.ts";
import { isPersonalName } from "../schema/personal-data.ts";

/** What identifies one person by itself, for life or nearly so. */
const grave =
  /(^|_)(ssn|social_security_number|national_id|passport_number|tax_id|drivers_license|date_of_birth|birth_date|birthdate|birthday|dob|iban|account_number|card_number)$/;
const contact = /(^|_)(e_?mail|email_address|mail_address|phone|phone_number|mobile|mobile_number|telephone)$/;

/**
 * Whether a parameter in a URL holds what identifies a person. Only what does so on its own counts: a first name or a
 * postal code among the filters of a search does not.
 */
export function personalDataInUrl(parameter: Parameter): "grave" | "contact" | null {
  if (parameter.in !== "query" && parameter.in !== "path") return null;
  if (parameter.schema?.types.includes("boolean") || !isPersonalName(parameter.name)) return null;
  const words = nameWords(parameter.name).join("_");
  if (grave.test(words)) return "grave";
  return contact.test(words) ? "contact" : null;
}
