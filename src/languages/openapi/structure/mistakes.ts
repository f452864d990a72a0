import { didYouMean } from "../../../findings/did-you-mean.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import type { Dialect } from "../dialect.ts";
import { child, lastSegment, segmentsOf } from "../pointer.ts";
import type { SourceNode } from "../walk/node.ts";
import { alternatives, forbidden } from "./combinators.ts";
import type { Mistake } from "./mistake.ts";
import { subjectOf } from "./subject.ts";
import { newerKey } from "./newer-keys.ts";
import type { ErrorObject } from "./official-schemas.ts";
import { aNode, foundText, listed, typesText } from "./words.ts";

/** One mistake for each thing that is wrong: what a combinator's branches say is left to the combinator. */
export function mistakesOf(errors: readonly ErrorObject[], node: SourceNode, dialect: Dialect): readonly Mistake[] {
  const combinators = errors.filter((error) => error.keyword === "oneOf" || error.keyword === "anyOf");
  const mistakes = new Map<string, Mistake>();
  const outer = errors.filter(
    (error) =>
      !combinators.some(
        (combinator) => combinator !== error && error.schemaPath.startsWith(`${combinator.schemaPath}/`),
      ),
  );
  const wrongType = new Set(outer.filter((error) => error.keyword === "type").map((error) => error.instancePath));
  for (const error of outer) {
    if (error.keyword === "unevaluatedProperties" && isExplained(error, outer)) continue;
    if (error.keyword !== "type" && wrongType.has(error.instancePath)) continue;
    const mistake = mistakeOf(error, node, dialect, errors);
    // Several keywords, or several branches, may complain of one place: the first says it.
    if (mistake && !mistakes.has(`${mistake.path} ${mistake.on}`))
      mistakes.set(`${mistake.path} ${mistake.on}`, mistake);
  }
  return [...mistakes.values()];
}

/**
 * A key counts as unevaluated too when what allows it has failed for another reason, which has an error of its own: at
 * the key itself, or for a parameter that lacks the `schema` its style is for.
 */
function isExplained(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  const at = child(error.instancePath, String(error.params["unevaluatedProperty"]));
  return errors.some(
    (other) =>
      other !== error &&
      (other.instancePath === at ||
        other.instancePath.startsWith(`${at}/`) ||
        (other.keyword === "oneOf" && other.instancePath === error.instancePath)),
  );
}

function mistakeOf(
  error: ErrorObject,
  node: SourceNode,
  dialect: Dialect,
  all: readonly ErrorObject[],
): Mistake | null {
  const path = error.instancePath;
  const subject = subjectOf(node, path);
  const data = error.data as Json | undefined;
  // A scalar is framed itself; of an object or a list, pages long perhaps, the key.
  const at = (
    message: string,
    detail: string,
    where = path,
    on: Mistake["on"] = typeof data === "object" && data !== null ? "key" : "value",
  ): Mistake => ({ path: where, on, message, cause: `${node.kind} ${pattern(path)} ${error.keyword} ${detail}` });
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
      return at(unknownKey(key, node, path, dialect, error, all), key, child(path, key), "key");
    }
    case "required":
      if (node.kind === "Parameter" && error.params["missingProperty"] === "required")
        return at("a path parameter must have `required: true`", "required", path, "key");
      return at(
        `${subject} must have \`${String(error.params["missingProperty"])}\``,
        String(error.params["missingProperty"]),
        path,
        "key",
      );
    case "type":
      if (node.kind === "Schema" && path === "/type" && Array.isArray(data))
        return at(
          `\`type\` of a schema is one name before OpenAPI 3.1, found a list${dialect === "3.0" && data.includes("null") ? ": say `nullable: true`" : ""}`,
          "list",
        );
      return at(
        `${subject} must be ${typesText(error.params["type"])}, found ${foundText(data)}${quoteHint(error.params["type"], data)}`,
        "",
      );
    case "enum":
    case "const": {
      const allowed = (error.params["allowedValues"] ?? [error.params["allowedValue"]]) as readonly unknown[];
      const near =
        typeof data === "string"
          ? didYouMean(
              data,
              allowed.filter((value) => typeof value === "string"),
            )
          : "";
      if (lastSegment(path) === "required") return at(`a path parameter must have \`required: true\``, "");
      return at(`${subject} must be ${listed(allowed)}, found ${foundText(data)}${near}`, "");
    }
    case "pattern":
      if (error.propertyName !== undefined)
        return at(
          `\`${error.propertyName}\` is no name for a component: only letters, digits, \`.\`, \`-\` and \`_\` may be in it`,
          "",
          child(path, error.propertyName),
          "key",
        );
      if (path === "/host")
        return at(
          `\`host\` must be a host name such as \`api.example.com\`, without scheme and path, found ${foundText(data)}`,
          "",
        );
      if (path === "/basePath") return at(`\`basePath\` must begin with \`/\`, found ${foundText(data)}`, "");
      return at(
        path === "/openapi"
          ? `\`openapi\` must be a version such as \`${dialect}.0\`, found ${foundText(data)}`
          : `${subject} must match \`${String(error.params["pattern"])}\`, found ${foundText(data)}`,
        "",
      );
    case "minItems":
    case "minProperties":
      return at(`${subject} must not be empty`, "", path, "key");
    case "maxProperties":
    case "maxItems":
      return at(
        `${subject} must have no more than ${String(error.params["limit"])} ${error.keyword === "maxItems" ? "items" : "members"}`,
        "",
        path,
        "key",
      );
    case "minimum":
    case "exclusiveMinimum":
      return at(
        `${subject} must be ${error.keyword === "minimum" ? "" : "more than "}${String(error.params["limit"])}${error.keyword === "minimum" ? " or more" : ""}, found ${foundText(data)}`,
        "",
      );
    case "not":
      return forbidden(error, subject, at);
    case "oneOf":
    case "anyOf":
      return alternatives(error, node, subject, at, all);
    default:
      // `if` and `propertyNames` only point to the errors that stand beside them.
      return null;
  }
}

function unknownKey(
  key: string,
  node: SourceNode,
  path: string,
  dialect: Dialect,
  error: ErrorObject,
  all: readonly ErrorObject[],
): string {
  const container = lastSegment(path);
  if (container === "paths" && node.kind === "Document") return `the path \`${key}\` must begin with \`/\``;
  if (container === "responses" && node.kind === "Operation")
    return `\`${key}\` is no response: expected \`default\`, a status such as \`404\`${dialect === "2.0" ? "" : " or a range such as `4XX`"}`;
  const known = new Set(
    [error, ...all.filter((other) => other.instancePath === path)].flatMap((other) =>
      Object.keys((other.parentSchema?.["properties"] as object | undefined) ?? {}),
    ),
  );
  if (node.kind === "PathItem")
    for (const method of ["get", "put", "post", "delete", "options", "head", "patch", "trace"]) known.add(method);
  const subject =
    path === "" ? aNode(node.kind, node.value) : `\`${segmentsOf(path).join(".")}\` of ${aNode(node.kind, node.value)}`;
  const since = path === "" ? newerKey(node.kind, key, dialect) : null;
  if (since) return `\`${key}\` in ${subject} came with OpenAPI ${since}, and this document is ${dialect}`;
  return `\`${key}\` is not allowed in ${subject}${didYouMean(key, known)}`;
}

/** A path with what is the user's own in it left out, so that the same mistake has the same cause everywhere. */
function pattern(path: string): string {
  return segmentsOf(path)
    .map((segment, index) => (index === 0 || !/^\d+$/.test(segment) ? (index < 2 ? segment : "*") : "*"))
    .join("/");
}

/** YAML turns an unquoted `1.0` into a number. */
function quoteHint(expected: unknown, found: Json | undefined): string {
  const wantsText = expected === "string" || (Array.isArray(expected) && expected.includes("string"));
  return wantsText && (typeof found === "number" || typeof found === "boolean") ? ": put it in quotes" : "";
}
