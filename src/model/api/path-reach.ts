import type { ApiDocument, Operation, SchemaShape } from "../../facts/api.ts";
import { segmentsOf } from "./paths.ts";

/** What is served under each path of a document, and which URLs it takes. */
export class PathReach {
  readonly #served = new Map<string, Operation[]>();

  constructor(document: ApiDocument) {
    for (const operation of document.operations) {
      const known = this.#served.get(operation.path);
      if (known) known.push(operation);
      else this.#served.set(operation.path, [operation]);
    }
  }

  /** Whether both are served below one of the same base paths. */
  shareBase(first: string, second: string): boolean {
    const bases = new Set(this.#at(first).flatMap((operation) => operation.basePaths));
    return this.#at(second).some((operation) => operation.basePaths.some((base) => bases.has(base)));
  }

  shareMethod(first: string, second: string): boolean {
    const methods = new Set(this.#at(first).map((operation) => operation.method));
    return this.#at(second).some((operation) => methods.has(operation.method));
  }

  /** Whether the types of the parameters let one URL fit both: `{id}` that is a number does not take `me`. */
  typesMeet(first: string, second: string): boolean {
    const mine = segmentsOf(first);
    return segmentsOf(second).every((segment, index) => {
      const other = mine[index] as string;
      return this.#takes(first, other, segment) && this.#takes(second, segment, other);
    });
  }

  #takes(path: string, segment: string, concrete: string): boolean {
    const name = /^\{([^{}]*)\}$/.exec(segment)?.[1];
    if (name === undefined || concrete.includes("{")) return true;
    return this.#at(path).every((operation) => {
      const parameter = operation.parameters.find((each) => each.in === "path" && each.name === name);
      return !parameter?.schema || fitsShape(concrete, parameter.schema);
    });
  }

  #at(path: string): readonly Operation[] {
    return this.#served.get(path) ?? [];
  }
}

function fitsShape(text: string, { types, enum: values, format, maxLength }: SchemaShape): boolean {
  if (values && !values.some((value) => String(value) === text)) return false;
  if (types.length > 0 && types.every((type) => type === "integer" || type === "number")) return /^-?\d/.test(text);
  if (format === "uuid") return /^[\da-f-]{36}$/i.test(text);
  return maxLength === null || text.length <= maxLength;
}
