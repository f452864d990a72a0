import type { Json, JsonObject } from "../../rule/openapi-visitor.ts";

/** What is wrong with the values a schema lists. */
export interface Misfit {
  readonly message: string;
  /** The kind of slip, equal for equal ones: numbers among strings. */
  readonly cause: string;
  /** A matter of `null`, which the versions of the specification and their tools treat differently. */
  readonly aboutNull: boolean;
}

const known = new Set(["string", "number", "integer", "boolean", "array", "object", "null"]);

/** Judges `enum` by the `type` beside it. Types that are unknown (`file`), and none, say nothing. */
export function misfitsOf(schema: JsonObject): readonly Misfit[] {
  const written = schema["type"];
  const types = (typeof written === "string" ? [written] : Array.isArray(written) ? written : []).filter(
    (type): type is string => typeof type === "string",
  );
  const isKnown = types.length > 0 && types.every((type) => known.has(type));
  const listed = schema["enum"];
  const values: readonly Json[] = Array.isArray(listed) ? listed : [];
  const allowed = schema["nullable"] === true || schema["x-nullable"] === true ? [...types, "null"] : types;
  return isKnown ? typeMisfits(values, types, allowed) : [];
}

function typeMisfits(values: readonly Json[], types: readonly string[], allowed: readonly string[]): readonly Misfit[] {
  const wrong = values.filter((value) => !allowed.some((type) => fits(value, type)));
  const others = wrong.filter((value) => value !== null);
  const found: Misfit[] = [];
  if (others.length > 0) {
    const isItems = types.length === 1 && types[0] === "array" && values.every((value) => !Array.isArray(value));
    found.push({
      cause: `${[...new Set(others.map((value) => typeof value))].toSorted().join("|")} in ${types.join("|")}`,
      message: isItems
        ? `\`enum\` lists what the items may be, beside \`type: array\`: no array is equal to ${text(others[0] as Json)}; it belongs under \`items\``
        : `${few(others)} in \`enum\` ${others.length === 1 ? "is" : "are"} not of type \`${types.join("` or `")}\``,
      aboutNull: false,
    });
  }
  if (wrong.length > others.length)
    found.push({
      cause: "null",
      message: `\`null\` in \`enum\` is not of type \`${types.join("` or `")}\`: the schema is not nullable`,
      aboutNull: true,
    });
  return found;
}

function fits(value: Json, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function few(values: readonly Json[]): string {
  const shown = values.slice(0, 3).map(text).join(", ");
  return values.length > 3 ? `${shown} and ${values.length - 3} more` : shown;
}

/** As JSON writes it, so that the text "10" and the number 10 look different; cut when it is long. */
function text(value: Json): string {
  const json = JSON.stringify(value);
  return `\`${json.length > 40 ? `${json.slice(0, 39)}…` : json}\``;
}
