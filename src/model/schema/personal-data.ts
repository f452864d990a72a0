import { nameWords } from "./name-words.ts";

const personal =
  /^(.*_)?(email|e_mail|email_address|mail_address|phone|phone_number|mobile|mobile_number|telephone|fax|first_name|last_name|full_name|given_name|family_name|middle_name|surname|maiden_name|firstname|lastname|fullname|birth_date|date_of_birth|birthdate|birthday|dob|ssn|social_security_number|national_id|passport_number|tax_id|drivers_license|street|street_address|postal_code|zip_code|postcode|ip_address|ip_addr|ip|iban|bic|account_number|gender|ethnicity|religion|nationality|diagnosis|blood_type|latitude|longitude)$/;

/** Words that make it something about the value, or someone else's: a flag, a time, a count, a template. */
const aside =
  /(^|_)(verified|confirmed|enabled|template|count|at|id|type|status|domain|subject|notifications?|hash|hashed|server|host|range|version)(_|$)/;

/** Whether a column's name says that it holds what identifies a person or is protected about one (GDPR, articles 4 and 9). */
export function isPersonalName(name: string): boolean {
  const words = nameWords(name).join("_");
  return personal.test(words) && !aside.test(words);
}
