import type { Dialect } from "../dialect.ts";
import { member, textAt } from "../json.ts";
import type { JsonObject, OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";

/** Which form of a kind a node means to be; or what its telling member should have been. */
export type Form = { readonly name: string } | { readonly member: string; readonly expected: readonly string[] } | null;

const parameters2: Readonly<Record<string, string>> = {
  body: "bodyParameter",
  header: "headerParameterSubSchema",
  query: "queryParameterSubSchema",
  formData: "formDataParameterSubSchema",
  path: "pathParameterSubSchema",
};
const flows2: Readonly<Record<string, string>> = {
  implicit: "oauth2ImplicitSecurity",
  password: "oauth2PasswordSecurity",
  application: "oauth2ApplicationSecurity",
  accessCode: "oauth2AccessCodeSecurity",
};
const schemes30: Readonly<Record<string, string>> = {
  apiKey: "APIKeySecurityScheme",
  http: "HTTPSecurityScheme",
  oauth2: "OAuth2SecurityScheme",
  openIdConnect: "OpenIdConnectSecurityScheme",
};

/**
 * Some kinds are a `oneOf` in the official schemas, whose errors speak of every branch. The author meant one: the one
 * that `in`, `type` or `flow` names.
 */
export function formOf(kind: OpenapiNodeKind, value: JsonObject, dialect: Dialect): Form {
  if (dialect === "2.0" && kind === "Parameter") return choose(value, "in", parameters2);
  if (dialect === "2.0" && kind === "SecurityScheme") {
    const type = textAt(value, "type");
    if (type === "oauth2") return choose(value, "flow", flows2);
    return choose(value, "type", { basic: "basicAuthenticationSecurity", apiKey: "apiKeySecurity", oauth2: "" });
  }
  if (dialect === "2.0" && kind === "Schema" && member(value, "type") === "file") return { name: "fileSchema" };
  if (dialect === "3.0" && kind === "SecurityScheme") return choose(value, "type", schemes30);
  return null;
}

function choose(value: JsonObject, by: string, forms: Readonly<Record<string, string>>): Form {
  const name = textAt(value, by);
  return name !== undefined && Object.hasOwn(forms, name)
    ? { name: forms[name] as string }
    : { member: by, expected: Object.keys(forms) };
}
