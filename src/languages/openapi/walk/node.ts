import type { PointerPlace } from "../../../findings/place.ts";
import type { JsonObject, OpenapiNode, OpenapiNodeKind } from "../../../rule/openapi-visitor.ts";
import { anchorOf } from "../anchor.ts";
import { child, lastSegment } from "../pointer.ts";

/** A node of the source. What costs something (its address) is made only when asked for. */
export class SourceNode implements OpenapiNode {
  readonly kind: OpenapiNodeKind;
  readonly value: JsonObject;
  readonly at: PointerPlace;
  readonly parent: SourceNode | null;
  readonly #root: string;

  constructor(kind: OpenapiNodeKind, value: JsonObject, at: PointerPlace, parent: SourceNode | null, root: string) {
    this.kind = kind;
    this.value = value;
    this.at = at;
    this.parent = parent;
    this.#root = root;
  }

  get key(): string {
    return lastSegment(this.at.pointer);
  }

  get anchor(): string {
    return anchorOf(this.#root, this.at.file, this.at.pointer);
  }

  member(name: string): PointerPlace {
    return { file: this.at.file, pointer: child(this.at.pointer, name) };
  }
}
