import { didYouMean } from "../../../findings/did-you-mean.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import { isObject, member, textAt } from "../json.ts";
import { child } from "../pointer.ts";
import type { SourceNode } from "../walk/node.ts";
import type { Mistake, MistakeAt } from "./mistake.ts";
import type { ErrorObject } from "./official-schemas.ts";
import { subjectOf } from "./subject.ts";
import { foundText, listed, typesText } from "./words.ts";

/** What a `not` forbids: two keys at once, or one beside others. */
export function forbidden(error: ErrorObject, subject: string, at: MistakeAt): Mistake | null {
  const required = (error.schema as { required?: string[] } | undefined)?.required;
  if (required && required.length === 2)
    return at(
      `${subject} has both \`${required[0]}\` and \`${required[1]}\`: only one of them is allowed`,
      required.join(),
      child(error.instancePath, required[1] as string),
      "key",
    );
  if (required?.length === 1)
    return at(
      `\`${required[0]}\` does not go with the other keys of ${subject}`,
      required[0] as string,
      child(error.instancePath, required[0] as string),
      "key",
    );
  // 2.0 says so of `responses` that hold nothing but extensions.
  return at(`${subject} must hold at least one response`, "", error.instancePath, "key");
}

/** What none of the branches of `oneOf` or `anyOf` takes, or more than one does. */
export function alternatives(
  error: ErrorObject,
  node: SourceNode,
  subject: string,
  at: MistakeAt,
  all: readonly ErrorObject[],
): Mistake | null {
  if (/ParameterLocation/.test(error.schemaPath)) return parameterLocation(node, at);
  const branches = (error.schema ?? []) as readonly { required?: string[] }[];
  const names = branches.flatMap((branch) => (branch.required?.length === 1 ? branch.required : []));
  if (names.length === branches.length) {
    const present = names.filter(
      (name) => isObject(error.data as Json) && member(error.data as never, name) !== undefined,
    );
    if (present.length > 1)
      return at(
        `${subject} has ${present.map((name) => `\`${name}\``).join(" and ")}: only one of them is allowed`,
        "both",
        child(error.instancePath, present[1] as string),
        "key",
      );
    if (present.length === 0) return at(`${subject} must have ${listed(names)}`, "none", error.instancePath, "key");
    // One is there and its branch still does not hold: something that may not stand beside it does.
    const beside = all.find((other) => other.keyword === "not" && other.schemaPath.startsWith(`${error.schemaPath}/`));
    return beside ? forbidden(beside, subject, at) : null;
  }
  if (node.kind === "SecurityScheme" && member(node.value, "bearerFormat") !== undefined) return null;
  // The branch that went deepest is the one that was meant.
  const inner = all
    .filter((other) => other !== error && other.schemaPath.startsWith(`${error.schemaPath}/`))
    .toSorted((a, b) => b.instancePath.length - a.instancePath.length)[0];
  if (
    inner &&
    inner.keyword !== "oneOf" &&
    inner.keyword !== "anyOf" &&
    inner.instancePath.length > error.instancePath.length
  )
    return at(
      `${subjectOf(node, inner.instancePath)} must be ${inner.keyword === "enum" ? listed(inner.params["allowedValues"] as readonly unknown[]) : typesText(inner.params["type"] ?? "something else")}, found ${foundText(inner.data as Json)}`,
      "",
      inner.instancePath,
    );
  const enumerated = all.find(
    (other) =>
      other.keyword === "enum" && other.instancePath === error.instancePath && other.schemaPath !== error.schemaPath,
  );
  const allowed = (enumerated?.params["allowedValues"] ?? []) as readonly unknown[];
  const data = error.data as Json;
  if (allowed.length > 0)
    return at(
      `${subject} must be ${listed(allowed)}${error.keyword === "anyOf" ? ", or a list of them" : ""}, found ${foundText(data)}${typeof data === "string" ? didYouMean(data, allowed.map(String)) : ""}`,
      "",
    );
  return at(`${subject} has none of the forms the specification allows, found ${foundText(data)}`, "");
}

const styles: Readonly<Record<string, readonly string[]>> = {
  path: ["matrix", "label", "simple"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

function parameterLocation(node: SourceNode, at: MistakeAt): Mistake | null {
  const where = member(node.value, "in");
  if (where === undefined) return null;
  const allowed = typeof where === "string" && Object.hasOwn(styles, where) ? styles[where] : undefined;
  if (!allowed)
    return at(
      `\`in\` of a parameter must be ${listed(Object.keys(styles))}, found ${foundText(where)}${typeof where === "string" ? didYouMean(where, Object.keys(styles)) : ""}`,
      "in",
      "/in",
    );
  if (where === "path" && member(node.value, "required") !== true)
    return at(
      "a path parameter must have `required: true`",
      "required",
      member(node.value, "required") === undefined ? "" : "/required",
      "key",
    );
  const style = textAt(node.value, "style");
  return style === undefined
    ? null
    : at(`\`style\` of a ${where} parameter must be ${listed(allowed)}, found \`${style}\``, "style", "/style");
}
