import type { ApiNode } from "../../../facts/api-source.ts";

export interface SchemaParts {
  readonly parts: readonly ApiNode[];
  readonly nullable: boolean;
  /** Of the first `oneOf` or `anyOf` that offers schemas. */
  readonly alternatives: readonly ApiNode[];
  /** Alternatives that are but conditions: `oneOf: [{ required: [a] }, { required: [b] }]`. */
  readonly choices: readonly ApiNode[];
}

/** More parts than any schema of real contracts has; each is looked at for each keyword. */
const mostParts = 64;

/** A schema, those of its `allOf`, and an alternative that is the only one beside `null`, at any depth. */
export function partsOf(nodes: readonly ApiNode[]): SchemaParts {
  const parts: ApiNode[] = [];
  const choices: ApiNode[] = [];
  let alternatives: readonly ApiNode[] = [];
  let nullable = false;
  const seen = new Set<string>();
  const waiting = [...nodes];
  for (let part = waiting.shift(); part && parts.length < mostParts; part = waiting.shift()) {
    if (seen.has(part.id)) continue;
    seen.add(part.id);
    if (typeof part.value !== "object" || part.value === null || Array.isArray(part.value)) continue;
    parts.push(part);
    nullable ||= part.flag("nullable") === true || part.flag("x-nullable") === true;
    waiting.push(...(part.get("allOf")?.items() ?? []));
    for (const keyword of ["oneOf", "anyOf"]) {
      const offered = part.get(keyword)?.items() ?? [];
      const schemas = offered.filter((schema) => !isNull(schema) && !isNothing(schema));
      nullable ||= offered.some(isNull);
      const [only] = schemas;
      if (schemas.length === 1 && only) waiting.push(only);
      else if (schemas.some(isCondition)) choices.push(...schemas);
      else if (alternatives.length === 0) alternatives = schemas;
      else choices.push(...schemas);
    }
  }
  return { parts, nullable, alternatives, choices };
}

function isNull(schema: ApiNode): boolean {
  if (schema.text("type") === "null") return true;
  const { value } = schema;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { enum: values } = value as { readonly enum?: unknown };
  return Array.isArray(values) && values.length > 0 && values.every((each) => each === null);
}

/** `not: {}` takes no value: generators write it for "undefined". */
function isNothing(schema: ApiNode): boolean {
  const not = schema.get("not");
  return not !== null && typeof not.value === "object" && Object.keys(not.value ?? {}).length === 0;
}

/** It says what else must hold, and not what the value is. */
function isCondition(schema: ApiNode): boolean {
  return !["type", "properties", "enum", "const", "allOf", "oneOf", "anyOf", "items", "format"].some((keyword) =>
    schema.has(keyword),
  );
}
