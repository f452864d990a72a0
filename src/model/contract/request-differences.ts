import type { PropertyShape, SchemaShape } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { isPointerPlace, type Place } from "../../findings/place.ts";
import type { CallProgram } from "../code/calls/program.ts";
import { requestShapes, type RequestShape } from "../code/input/shapes/request-shapes.ts";
import type { Served } from "./served.ts";

/** One property in which the contract and the validator of a request differ. */
interface RequestDifference {
  readonly property: string;
  readonly part: RequestShape["part"];
  /** What differs, as a clause about the two: "is refused by the code and left optional by the contract". */
  readonly text: string;
  readonly documentAt: Place;
  readonly codeAt: Place;
  readonly by: string;
  /** A request that follows the contract is refused, or loses what it sends; otherwise the contract only says too little. */
  readonly breaks: boolean;
}

/** What the contract says of one part of a request, in one form for bodies and parameters. */
interface Promised {
  readonly at: Place;
  readonly properties: ReadonlyMap<string, Pick<PropertyShape, "required" | "types" | "enum" | "at">>;
}

/** Where the contract's request and what the route's validators take differ; empty where either is not known. */
export function requestDifferences(served: Served, program: CallProgram): readonly RequestDifference[] {
  return requestShapes(served.route, served.handler, program).flatMap((shape) => {
    const promised = shape.part === "body" ? promisedBody(served) : promisedQuery(served);
    return promised ? compare(promised, shape) : [];
  });
}

function compare(promised: Promised, { part, object, by }: RequestShape): readonly RequestDifference[] {
  const found: RequestDifference[] = [];
  const [anyProperty] = object.properties.values();
  const add = (property: string, text: string, documentAt: Place, codeAt: Place, breaks: boolean): void => {
    found.push({ property, part, text, documentAt, codeAt, by, breaks });
  };
  for (const [name, code] of object.properties) {
    const document = promised.properties.get(name);
    if (!document) {
      if (code.optional === false) add(name, "must be given, and is not in the contract", promised.at, code.at, true);
      else if (code.optional) add(name, "may be given, and is not in the contract", promised.at, code.at, false);
      continue;
    }
    if (code.optional === false && !document.required)
      add(name, "must be given, and is optional in the contract", document.at, code.at, true);
    if (code.optional && document.required)
      add(name, "may be left out, and is required by the contract", document.at, code.at, false);
    const types = part === "body" ? code.types : null;
    if (types && disagree(types, document.types))
      add(
        name,
        `is ${types.join(" or ")}, and ${document.types.join(" or ")} in the contract`,
        document.at,
        code.at,
        true,
      );
    else if (code.enum && document.enum) {
      const refused = document.enum.filter((value) => value !== null && !code.enum?.includes(value));
      const unnamed = code.enum.filter((value) => value !== null && !document.enum?.includes(value));
      if (refused.length > 0)
        add(name, `refuses ${shown(refused)}, which the contract allows`, document.at, code.at, true);
      if (unnamed.length > 0)
        add(name, `takes ${shown(unnamed)}, which the contract does not name`, document.at, code.at, false);
    }
  }
  if (object.complete && object.others !== "kept" && anyProperty)
    for (const [name, { at }] of promised.properties)
      if (!object.properties.has(name))
        add(name, `is in the contract, and ${object.others} by the code`, at, anyProperty.at, true);
  return found;
}

/** Null for a body that is no plain object: of alternatives, each would have to be looked at by itself. */
function promisedBody({ document, operation }: Served): Promised | null {
  const content = operation.requestBody?.contents.find(({ mediaType }) => /\bjson\b/i.test(mediaType));
  const shape = content?.schema;
  if (!shape || shape.properties.length === 0 || !isPlain(shape, document.source.node(shape.at))) return null;
  const written = shape.properties.filter(({ at }) => document.source.node(at)?.flag("readOnly") !== true);
  return { at: shape.at, properties: new Map(written.map((property) => [property.name, property])) };
}

function promisedQuery({ operation }: Served): Promised | null {
  const query = operation.parameters.filter((each) => each.in === "query");
  // Whole objects and `filter[name]` come under names of their own.
  if (query.some(({ name, schema }) => /\W/.test(name) || (schema?.properties.length ?? 0) > 0)) return null;
  const properties = query.map(({ name, required, schema, at }) => {
    return [name, { required, types: schema?.types ?? [], enum: schema?.enum ?? null, at }] as const;
  });
  return { at: operation.at, properties: new Map(properties) };
}

function isPlain(shape: SchemaShape, node: ApiNode | null, depth = 0): boolean {
  if (!node || !isPointerPlace(shape.at) || depth > 6) return false;
  if (["oneOf", "anyOf", "not", "if", "discriminator"].some((key) => node.has(key))) return false;
  return (node.get("allOf")?.items() ?? []).every((branch) => isPlain(shape, branch, depth + 1));
}

function disagree(code: readonly string[], document: readonly string[]): boolean {
  const wide = (types: readonly string[]): readonly string[] =>
    types.filter((type) => type !== "null").map((type) => (type === "integer" ? "number" : type));
  const [a, b] = [wide(code), wide(document)];
  return a.length > 0 && b.length > 0 && !a.some((type) => b.includes(type));
}

function shown(values: readonly (string | number | boolean | null)[]): string {
  return values.map((value) => `\`${String(value)}\``).join(", ");
}
