import type { Mismatch } from "../../../facts/api-source.ts";
import type { PointerPlace } from "../../../findings/place.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import type { Located } from "../load/references.ts";
import { isObject } from "../json.ts";
import { child, segmentsOf } from "../pointer.ts";
import { foundText, listed, typesText } from "../structure/words.ts";
import type { ValueErrors } from "./ajv.ts";
import { formatExamples } from "./formats.ts";

/** Ajv's errors in words, in its order; what one object lacks together. */
export function mismatchesOf(errors: readonly ValueErrors[]): readonly Mismatch[] {
  const lacking = new Map<string, string[]>();
  for (const error of errors)
    if (error.keyword === "required") {
      const names = lacking.get(error.instancePath);
      const name = `\`${String(error.params["missingProperty"])}\``;
      if (names) names.push(name);
      else lacking.set(error.instancePath, [name]);
    }
  const wrongType = new Set(errors.flatMap((error) => (error.keyword === "type" ? [error.instancePath] : [])));
  return errors.flatMap((error) => {
    const carried = error.params["mismatch"];
    if (carried !== undefined) return [carried as Mismatch];
    if (error.keyword !== "type" && wrongType.has(error.instancePath)) return [];
    const missing = error.keyword === "required" ? lacking.get(error.instancePath) : undefined;
    // Said once, with the first name.
    if (missing && missing[0] !== `\`${String(error.params["missingProperty"])}\``) return [];
    const message = missing ? `${subjectAt(error.instancePath)} lacks ${missing.join(", ")}` : messageOf(error);
    return message === null ? [] : [{ pointer: placeOf(error), message, schema: askedAt(error) }];
  });
}

/** `\`owner.tags.0\``, or `it` for the value itself. */
export function subjectAt(pointer: string): string {
  return pointer === "" ? "it" : `\`${segmentsOf(pointer).join(".")}\``;
}

function placeOf(error: ValueErrors): string {
  const additional = error.params["additionalProperty"];
  return typeof additional === "string" ? child(error.instancePath, additional) : error.instancePath;
}

function askedAt(error: ValueErrors): PointerPlace {
  const source = error.parentSchema?.["source"] as Located;
  const written = ["exclusiveMinimum", "exclusiveMaximum"].includes(error.keyword)
    ? error.keyword.replace("exclusiveM", "m")
    : error.keyword;
  const has = (key: string) => isObject(source.value) && Object.hasOwn(source.value, key);
  const key = has(error.keyword) ? error.keyword : has(written) ? written : "";
  return { file: source.file, pointer: key === "" ? source.pointer : child(source.pointer, key) };
}

function messageOf(error: ValueErrors): string | null {
  const subject = subjectAt(error.instancePath);
  const data = error.data as Json | undefined;
  const found =
    data === null
      ? "`null`"
      : typeof data === "string" && error.keyword === "type" && data.length <= 40
        ? `the text \`${data}\``
        : data === ""
          ? "an empty text"
          : foundText(data);
  const limit = String(error.params["limit"]);
  switch (error.keyword) {
    case "type":
      return `${subject} must be ${typesText(error.params["type"])}, found ${found}`;
    case "enum": {
      const allowed = error.params["allowedValues"] as readonly unknown[];
      const some = allowed.filter((value) => value !== null);
      return some.length > 6
        ? `${subject} is none of the ${some.length} values of its \`enum\`, found ${found}`
        : `${subject} must be ${listed(some)}, found ${found}`;
    }
    case "const":
      return `${subject} must be ${foundText(error.params["allowedValue"] as Json)}, found ${found}`;
    case "format":
      return `${subject} must be ${formatExamples[String(error.params["format"])]}, found ${found}`;
    case "pattern":
      return `${subject} must match \`${String(error.params["pattern"])}\`, found ${found}`;
    case "additionalProperties":
      return `${subjectAt(placeOf(error))} is no property of its schema`;
    case "not":
      return `${subject} is not allowed`;
    case "minimum":
      return `${subject} must be ${limit} or more, found ${found}`;
    case "maximum":
      return `${subject} must be ${limit} or less, found ${found}`;
    case "exclusiveMinimum":
      return `${subject} must be more than ${limit}, found ${found}`;
    case "exclusiveMaximum":
      return `${subject} must be less than ${limit}, found ${found}`;
    case "multipleOf":
      return `${subject} must be a multiple of ${String(error.params["multipleOf"])}, found ${found}`;
    case "minLength":
    case "maxLength":
      return `${subject} must have ${range(error, "character")}, found ${found}`;
    case "minItems":
    case "maxItems":
      return `${subject} must have ${range(error, "item")}, found ${(data as readonly Json[]).length}`;
    case "minProperties":
    case "maxProperties":
      return `${subject} must have ${range(error, "member")}, found ${Object.keys(data as object).length}`;
    case "uniqueItems":
      return `${subject} has the same item twice`;
    case "contains":
      return `${subject} has no item of the kind its \`contains\` asks for`;
    default:
      // `if` and `propertyNames` only point to the errors that stand beside them.
      return null;
  }
}

/** `at least 1 item`, `at most 3 items`. */
function range(error: ValueErrors, what: string): string {
  const limit = Number(error.params["limit"]);
  return `at ${error.keyword.startsWith("min") ? "least" : "most"} ${limit} ${what}${limit === 1 ? "" : "s"}`;
}
