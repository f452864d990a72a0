import type { ApiDocument, Operation } from "../../src/facts/api.ts";
import type { ApiNode } from "../../src/facts/api-source.ts";
import { jsonOf, successesOf } from "../../src/model/api/answers.ts";
import { componentOf } from "../../src/model/api/body-schemas.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { isItemPath, itemsOf, resourcesOf } from "../../src/model/api/resources.ts";
import { propertiesOf, schemaOf, type Property } from "../../src/model/api/schemas.ts";
import { isServerSet } from "../../src/model/api/server-set.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/read-only-fields",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what only the server sets is not asked of clients",
  why: "A request body that requires `created_at`, or the `id` of what is yet to be created, makes every client invent a value, and the server either throws it away or, where nobody thought of it, stores it: then a record's history is what its writer says, and one caller can take another's id. Most often the schema of the answer was used for the request as it stands. By `readOnly: true` the same schema serves both: such a property is sent in answers only, and required only there (OpenAPI 3.1.1, Schema Object).",
  fix: "mark the property `readOnly: true`, or give the request a schema of its own without it",
  tradeoff:
    "Ids that clients choose (a UUID made on the device, for requests that can be repeated) and times that are imported from another system are theirs to send.",
  references: [
    "https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-schema-object",
    "https://google.aip.dev/203",
    "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const found = new Map<
        string,
        { schema: ApiNode; fields: readonly Property[]; operation: Operation; uses: number }
      >();
      const resources = resourcesOf(document);
      for (const operation of document.operations) {
        const content = operation.requestBody && jsonOf(operation.requestBody);
        const schema = content && schemaOf(document, content);
        if (!schema || !["POST", "PUT", "PATCH"].includes(operation.method)) continue;
        const known = found.get(schema.id);
        const creates =
          operation.method === "POST" &&
          !isItemPath(operation.path) &&
          itemsOf(operation.path, resources) !== undefined;
        const fields = askedFor(schema, creates && isAnswered(document, operation, schema));
        if (known) known.uses++;
        else if (fields.length > 0) found.set(schema.id, { schema, fields, operation, uses: 1 });
      }
      for (const { schema, fields, operation, uses } of found.values()) {
        const [first] = fields;
        if (!first) continue;
        const names = fields.map(({ name }) => `\`${name}\``).join(", ");
        const owner = componentOf(schema.at);
        report({
          at: { file: first.schema.from.file, pointer: first.schema.from.pointer },
          anchor: schema.anchor,
          message: `${owner === null ? `the body of \`${operation.method} ${operation.path}\`` : `\`${owner}\``} requires ${names} of clients${uses > 1 ? ` in ${uses} requests` : ""}, which only the server can know`,
          related: [{ at: operation, label: "sent by clients here" }],
          key: names,
          // An id may be the client's to choose; a time of creation is not.
          ...(fields.every(({ name }) => isServerSet(name) === "id") ? { confidence: "medium" as const } : {}),
          fold: { by: "cause", key: placeKey(first.schema.from) },
        });
      }
    }
  },
});

/** Required and writable: times of creation and change; the id where the answer's schema is what creates. */
function askedFor(schema: ApiNode, creates: boolean): readonly Property[] {
  return propertiesOf(schema).filter(({ name, required, schema: property }) => {
    const kind = required && property.flag("readOnly") !== true ? isServerSet(name) : null;
    return kind === "time" || (kind === "id" && creates);
  });
}

/** Whether what is sent and what comes back are one schema. */
function isAnswered(document: ApiDocument, operation: Operation, schema: ApiNode): boolean {
  return successesOf(operation).some((response) => {
    const content = jsonOf(response);
    return content !== undefined && schemaOf(document, content)?.id === schema.id;
  });
}
