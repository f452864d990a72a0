import type { ValueUse } from "../../../facts/api-source.ts";
import type { Json, JsonObject } from "../../../rule/openapi-visitor.ts";
import { isList, isObject, listAt, member, objectAt } from "../json.ts";
import { isFailure, type Located, type References } from "../load/references.ts";
import { child } from "../pointer.ts";

/**
 * Which `required` properties need not be sent: a server sets what is `readOnly`, and never shows what is `writeOnly`
 * (OpenAPI 3.0.4, 4.7.24.1). The flag may stand in another part of an `allOf` than the `required` does; for a property
 * that is not found beside it, one of that name anywhere in the document that has the flag will do.
 */
export class OptionalProperties {
  readonly #references: References;
  #flagged: { readonly readOnly: ReadonlySet<string>; readonly writeOnly: ReadonlySet<string> } | null = null;

  constructor(references: References) {
    this.#references = references;
  }

  has(schema: Located, property: string, use: ValueUse): boolean {
    const flags = (["readOnly", "writeOnly"] as const).filter((flag) =>
      use === "either" ? true : flag === (use === "request" ? "readOnly" : "writeOnly"),
    );
    const found = this.#property(schema, property, new Set());
    if (found) return flags.some((flag) => this.#isFlagged(found, flag, new Set()));
    this.#flagged ??= this.#flaggedNames();
    return flags.some((flag) => this.#flagged?.[flag].has(property));
  }

  #property(schema: Located, name: string, seen: Set<Json>): Located | null {
    const at = this.#references.deref(schema);
    if (isFailure(at) || !isObject(at.value) || seen.has(at.value)) return null;
    seen.add(at.value);
    const properties = objectAt(at.value, "properties");
    const own = properties && member(properties, name);
    if (own !== undefined) return { file: at.file, pointer: child(child(at.pointer, "properties"), name), value: own };
    for (const part of partsOf(at)) {
      const found = this.#property(part, name, seen);
      if (found) return found;
    }
    return null;
  }

  #isFlagged(schema: Located, flag: "readOnly" | "writeOnly", seen: Set<Json>): boolean {
    if (isObject(schema.value) && member(schema.value, flag) === true) return true;
    const at = this.#references.deref(schema);
    if (isFailure(at) || !isObject(at.value) || seen.has(at.value)) return false;
    seen.add(at.value);
    return member(at.value, flag) === true || partsOf(at).some((part) => this.#isFlagged(part, flag, seen));
  }

  #flaggedNames() {
    const names = { readOnly: new Set<string>(), writeOnly: new Set<string>() };
    for (const { file, value } of this.#references.files) {
      const seen = new Set<Json>();
      const waiting: Json[] = [value ?? null];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (typeof next !== "object" || next === null || seen.has(next)) continue;
        seen.add(next);
        const properties = isObject(next) ? objectAt(next, "properties") : undefined;
        for (const [name, property] of Object.entries(properties ?? {}))
          for (const flag of ["readOnly", "writeOnly"] as const)
            if (isObject(property) && this.#isFlagged({ file, pointer: "", value: property }, flag, new Set()))
              names[flag].add(name);
        for (const each of isList(next) ? next : Object.values(next as JsonObject))
          if (typeof each === "object" && each !== null) waiting.push(each);
      }
    }
    return names;
  }
}

function partsOf(at: Located): readonly Located[] {
  return (listAt(at.value as JsonObject, "allOf") ?? []).map((value, index) => ({
    file: at.file,
    pointer: `${at.pointer}/allOf/${index}`,
    value,
  }));
}
