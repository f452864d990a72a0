import type { ApiProblem } from "../../../facts/api.ts";
import type { Json, JsonObject } from "../../../rule/openapi-visitor.ts";
import { anchorOf } from "../anchor.ts";
import type { Dialect } from "../dialect.ts";
import { isObject, listAt, member, referenceOf, textAt } from "../json.ts";
import { child, segmentsOf } from "../pointer.ts";
import type { SourceNode } from "../walk/node.ts";
import type { StructureCheck } from "../walk/walk.ts";
import type { Mistake } from "./mistake.ts";
import { mistakesOf } from "./mistakes.ts";
import { usesForeignDialect } from "./foreign-dialect.ts";
import { formOf } from "./forms.ts";
import type { ErrorObject } from "./official-schemas.ts";
import { Slices, type Slice } from "./slices.ts";
import { aKind, foundText, listed } from "./words.ts";

const slices = new Map<Dialect, Slices>();

/** Checks nodes against the official schema of the dialect, in words a person understands. */
export function structureCheck(dialect: Dialect, root: Json, rootFile: string): StructureCheck {
  let official = slices.get(dialect);
  if (!official) slices.set(dialect, (official = new Slices(dialect)));
  const chosen = official;
  const foreignSchemas = usesForeignDialect(root);
  return (node, report) => {
    // Schemas in a dialect of their own follow rules that are not known here.
    if (
      node.kind === "Schema" &&
      (foreignSchemas || (dialect !== "2.0" && dialect !== "3.0" && textAt(node.value, "$schema") !== undefined))
    )
      return;
    for (const mistake of [...mistakesIn(node, dialect, chosen), ...repeatedNames(node)])
      report(problem(node, mistake, rootFile));
  };
}

function mistakesIn(node: SourceNode, dialect: Dialect, official: Slices): readonly Mistake[] {
  const form = formOf(node.kind, node.value, dialect);
  if (form && "member" in form) {
    const found = member(node.value, form.member);
    if (isObject(found) && referenceOf(found) !== undefined) return [];
    const message =
      found === undefined
        ? `${aKind(node.kind)} must have \`${form.member}\`: ${listed(form.expected)}`
        : `\`${form.member}\` of ${aKind(node.kind)} must be ${listed(form.expected)}, found ${foundText(found)}`;
    return [
      {
        path: found === undefined ? "" : `/${form.member}`,
        on: found === undefined ? "key" : "value",
        message,
        cause: `${node.kind} ${form.member}`,
      },
    ];
  }
  const slice = official.of(node.kind, form?.name);
  const errors = slice ? errorsIn(slice, node.value).filter((error) => !isSatisfiedByReference(node, error)) : [];
  return errors.length === 0 ? [] : mistakesOf(errors, node, dialect);
}

function errorsIn(slice: Slice, value: JsonObject): readonly ErrorObject[] {
  try {
    return slice.errorsIn(value);
  } catch (error) {
    // An alias that contains itself, in the one place where the official schema follows members without end.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Whether the error is about a value that is a `$ref`, or stands in one: what it leads to is looked at there. */
function isSatisfiedByReference(node: SourceNode, error: ErrorObject): boolean {
  let value: Json | undefined = node.value;
  for (const segment of segmentsOf(error.instancePath)) {
    value = Array.isArray(value)
      ? (value as readonly Json[])[Number(segment)]
      : isObject(value)
        ? member(value, segment)
        : undefined;
    if (referenceOf(value) !== undefined) return true;
  }
  // A path item that takes the rest from elsewhere.
  return (
    node.kind === "PathItem" &&
    member(node.value, "$ref") !== undefined &&
    error.keyword !== "type" &&
    error.params["additionalProperty"] === "$ref"
  );
}

/** What `uniqueItems` asks of lists of names, in linear time. */
function repeatedNames(node: SourceNode): readonly Mistake[] {
  if (node.kind !== "Schema" && node.kind !== "Operation") return [];
  const mistakes: Mistake[] = [];
  for (const key of node.kind === "Schema" ? ["required"] : ["tags"]) {
    const seen = new Set<Json>();
    for (const [index, name] of (listAt(node.value, key) ?? []).entries()) {
      if (typeof name === "string" && seen.has(name))
        mistakes.push({
          path: `/${key}/${index}`,
          on: "value",
          message: `\`${key}\` names \`${name}\` twice`,
          cause: `${node.kind} ${key} repeated`,
        });
      seen.add(name);
    }
  }
  return mistakes;
}

function problem(node: SourceNode, mistake: Mistake, rootFile: string): ApiProblem {
  const pointer = node.at.pointer + mistake.path;
  return {
    kind: "structure",
    message: mistake.message,
    cause: mistake.cause,
    at: { file: node.at.file, pointer, on: mistake.on },
    anchor: anchorOf(rootFile, node.at.file, pointer),
  };
}

/** The mistake of a root without a usable version, said at its key. */
export function versionMistake(file: string, key: string, value: Json | undefined): ApiProblem | null {
  if (typeof value === "string") return null;
  return {
    kind: "structure",
    message: `\`${key}\` must be a string such as "${key === "swagger" ? "2.0" : "3.1.0"}", found ${foundText(value)}: put it in quotes`,
    cause: "version",
    at: { file, pointer: child("", key), on: "value" },
    anchor: anchorOf(file, file, child("", key)),
  };
}
