import type { ApiNode, ApiSource, Mismatch, ValueUse } from "../../../facts/api-source.ts";
import { isPointerPlace, type Place, type PointerPlace } from "../../../findings/place.ts";
import type { Json, JsonObject } from "../../../rule/openapi-visitor.ts";
import { anchorOf } from "../anchor.ts";
import type { Dialect } from "../dialect.ts";
import { isList, isObject, member, numberAt, referenceOf, textAt, textsAt } from "../json.ts";
import { isFailure, type Located, type References } from "../load/references.ts";
import { child, lastSegment } from "../pointer.ts";
import { ValueChecker } from "../values/value-checker.ts";

/** The nodes of one document, each made when it is asked for. */
export class LazySource implements ApiSource {
  readonly root: Located;
  readonly references: References;
  readonly #dialect: Dialect;
  #values: ValueChecker | null = null;

  constructor(root: Located, dialect: Dialect, references: References) {
    this.root = root;
    this.references = references;
    this.#dialect = dialect;
  }

  files(): readonly string[] {
    return this.references.files.map((loaded) => loaded.file);
  }

  mismatches(value: Json, schema: PointerPlace, use: ValueUse): readonly Mismatch[] {
    const found = this.references.follow(schema.file, `#${encodeURI(schema.pointer)}`);
    if (isFailure(found)) return [];
    this.#values ??= new ValueChecker(this.#dialect, this.root.value, this.references);
    return this.#values.mismatches(value, found, use);
  }

  node(place: Place): ApiNode | null {
    if (!isPointerPlace(place)) return null;
    const found = this.references.follow(place.file, `#${encodeURI(place.pointer)}`);
    return isFailure(found) ? null : this.behind(found);
  }

  /** The node behind a value of the source. */
  behind(written: Located): LazyNode | null {
    const target = this.references.deref(written);
    return isFailure(target) ? null : new LazyNode(this, target, written);
  }
}

class LazyNode implements ApiNode {
  readonly at: PointerPlace;
  readonly from: PointerPlace;
  readonly value: Json;
  readonly name: string | null;
  readonly #source: LazySource;

  constructor(source: LazySource, target: Located, written: Located) {
    this.#source = source;
    this.at = { file: target.file, pointer: target.pointer };
    this.from = target === written ? this.at : { file: written.file, pointer: written.pointer };
    this.value = target.value;
    const reference = referenceOf(written.value);
    this.name = reference === undefined ? null : nameIn(reference);
  }

  get id(): string {
    return `${this.at.file}#${this.at.pointer}`;
  }

  get anchor(): string {
    return anchorOf(this.#source.root.file, this.at.file, this.at.pointer);
  }

  get(key: string): LazyNode | null {
    const value = this.#object && member(this.#object, key);
    return value === undefined || value === null ? null : this.#child(key, value);
  }

  members(): readonly (ApiNode & { readonly key: string })[] {
    return Object.entries(this.#object ?? {}).flatMap(([key, value]) => {
      const node = value === undefined ? null : this.#child(key, value);
      return node ? [Object.assign(node, { key })] : [];
    });
  }

  items(): readonly ApiNode[] {
    if (!isList(this.value)) return [];
    return this.value.flatMap((value, index) => this.#child(String(index), value) ?? []);
  }

  has(key: string): boolean {
    return this.#object !== null && member(this.#object, key) !== undefined;
  }

  text(key: string): string | null {
    return (this.#object && textAt(this.#object, key)) ?? null;
  }

  number(key: string): number | null {
    return (this.#object && numberAt(this.#object, key)) ?? null;
  }

  flag(key: string): boolean | null {
    const value = this.#object && member(this.#object, key);
    return typeof value === "boolean" ? value : null;
  }

  texts(key: string): readonly string[] {
    return this.#object ? textsAt(this.#object, key) : [];
  }

  place(key: string): PointerPlace {
    return { file: this.at.file, pointer: child(this.at.pointer, key) };
  }

  get #object(): JsonObject | null {
    return isObject(this.value) ? this.value : null;
  }

  #child(key: string, value: Json): LazyNode | null {
    return this.#source.behind({ ...this.place(key), value });
  }
}

/** `Problem` of `#/components/schemas/Problem`, and of `schemas/Problem.yaml`. */
function nameIn(reference: string): string {
  const hash = reference.indexOf("#");
  const fragment = hash < 0 ? "" : reference.slice(hash + 1);
  if (fragment !== "" && fragment !== "/") return lastSegment(fragment);
  const file = (hash < 0 ? reference : reference.slice(0, hash)).split("/").at(-1) ?? "";
  return file.replace(/\.(?:ya?ml|json)$/i, "");
}
