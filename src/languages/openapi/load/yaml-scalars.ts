import type { Json } from "../../../rule/openapi-visitor.ts";

const integer = /^[-+]?[0-9]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * A plain scalar by the core schema of YAML 1.2 (10.3.2), which OpenAPI prescribes: dates stay strings, `yes` and `no`
 * are strings, `014` is fourteen.
 */
export function plainScalar(text: string): string | number | boolean | null {
  switch (text) {
    case "":
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
  }
  const first = text.charCodeAt(0);
  // Only a digit, a sign or a dot begins a number: most scalars are done here.
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46)) return text;
  if (integer.test(text)) return Number(text);
  if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  if (float.test(text)) return Number(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return NaN;
  return text;
}

/** A scalar with an explicit tag; undefined for a tag of someone's own, such as `!include`. */
export function taggedScalar(tag: string, text: string): Json | undefined {
  switch (tag.replace(/^!<tag:yaml\.org,2002:(\w+)>$/, "!!$1")) {
    case "!":
    case "!!str":
    case "!!binary":
    case "!!timestamp":
      return text;
    case "!!int":
    case "!!float":
    case "!!bool":
    case "!!null":
      return plainScalar(text);
    default:
      return undefined;
  }
}
