import type { Json } from "../../../rule/openapi-visitor.ts";
import { isObject, textAt } from "../json.ts";

/** Whether the schemas of a document are written in a dialect other than OpenAPI's own and JSON Schema 2020-12. */
export function usesForeignDialect(root: Json): boolean {
  const dialect = isObject(root) ? textAt(root, "jsonSchemaDialect") : undefined;
  return (
    dialect !== undefined &&
    !/^https:\/\/(?:spec\.openapis\.org\/oas\/3\.[12]\/dialect\/|json-schema\.org\/draft\/2020-12\/schema)/.test(
      dialect,
    )
  );
}
