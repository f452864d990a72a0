import type { PointerPlace } from "../../../findings/place.ts";
import type { Json, JsonObject } from "../../../rule/openapi-visitor.ts";
import { anchorOf } from "../anchor.ts";
import type { Dialect } from "../dialect.ts";
import { isList, isObject, member } from "../json.ts";
import { isFailure, type Located, type References } from "../load/references.ts";
import { child } from "../pointer.ts";

/** An object of the source and where it is written. */
export interface LocatedObject extends Located {
  readonly value: JsonObject;
}

/** What the extraction of facts asks of a document: members with their places, and references followed. */
export class Source {
  readonly root: LocatedObject;
  readonly dialect: Dialect;
  readonly references: References;

  constructor(root: LocatedObject, dialect: Dialect, references: References) {
    this.root = root;
    this.dialect = dialect;
    this.references = references;
  }

  place(at: Located): PointerPlace {
    return { file: at.file, pointer: at.pointer };
  }

  anchor(at: Located): string {
    return anchorOf(this.root.file, at.file, at.pointer);
  }

  /** The object behind a value, references followed; undefined when there is none. */
  object(at: Located): LocatedObject | undefined {
    const target = this.references.deref(at);
    return !isFailure(target) && isObject(target.value) ? (target as LocatedObject) : undefined;
  }

  member(at: LocatedObject, key: string): Located | undefined {
    const value = member(at.value, key);
    return value === undefined ? undefined : { file: at.file, pointer: child(at.pointer, key), value };
  }

  /** A member that is an object, behind references. */
  objectAt(at: LocatedObject, key: string): LocatedObject | undefined {
    const found = this.member(at, key);
    return found && this.object(found);
  }

  /** The members of an object in the order they are written, extensions left out. */
  members(at: LocatedObject | undefined): readonly (Located & { readonly key: string })[] {
    return this.entries(at).filter(({ key }) => !key.startsWith("x-"));
  }

  /** Every key of a map of names, where `x-request-id` is a name like any other. */
  entries(at: LocatedObject | undefined): readonly (Located & { readonly key: string })[] {
    return Object.entries(at?.value ?? {}).flatMap(([key, value]) =>
      at === undefined || value === undefined ? [] : [{ key, file: at.file, pointer: child(at.pointer, key), value }],
    );
  }

  /** The items of a list at a key, the list behind a reference. */
  items(at: LocatedObject, key: string): readonly Located[] {
    const found = this.member(at, key);
    const list = found && this.references.deref(found);
    if (!list || isFailure(list) || !isList(list.value)) return [];
    return list.value.map((value: Json, index) => ({ file: list.file, pointer: `${list.pointer}/${index}`, value }));
  }
}
