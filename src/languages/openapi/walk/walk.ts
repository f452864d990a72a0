import type { ApiProblem } from "../../../facts/api.ts";
import type { PointerPlace } from "../../../findings/place.ts";
import type { Json, JsonObject, OpenapiNode } from "../../../rule/openapi-visitor.ts";
import { anchorOf } from "../anchor.ts";
import { isVersion31, type Dialect } from "../dialect.ts";
import { isList, isObject, objectAt, referenceOf, textAt } from "../json.ts";
import { isFailure, type Located, type References } from "../load/references.ts";
import { child } from "../pointer.ts";
import { dataMembers, grammarOf, type Edge, type Grammar, type GrammarKind } from "./grammar.ts";
import { aKind } from "../structure/words.ts";
import { SourceNode } from "./node.ts";

/** Checks one node against the specification, without its child nodes: each of them is visited by itself. */
export type StructureCheck = (node: SourceNode, report: (problem: ApiProblem) => void) => void;

/** The reference that leads to a node, and the one outside of all referenced nodes that it goes back to. */
interface Way {
  readonly last: PointerPlace;
  readonly first: PointerPlace;
}

export interface WalkInput {
  readonly root: Located;
  readonly dialect: Dialect;
  readonly references: References;
  readonly structure: StructureCheck | null;
}

/**
 * Meets every source node of a document once: first the root file in the order it is written, then, in the order of
 * the references to it, what is referenced in other files or at unusual places. Nodes are known by the identity of
 * their value, so an alias or a hundred `$ref`s cost nothing more; what is never built cannot explode.
 */
export class Walk {
  readonly nodes: SourceNode[] = [];
  readonly problems: ApiProblem[] = [];
  readonly #input: WalkInput;
  readonly #grammar: Grammar;
  readonly #met = new Map<Json, SourceNode | null>();
  readonly #uses = new Map<Json, number>();
  readonly #queue: { target: Located; edge: Edge; way: Way }[] = [];
  /** How the part that is being walked was reached; null for the root file's own structure. */
  #way: Way | null = null;

  constructor(input: WalkInput) {
    this.#input = input;
    this.#grammar = grammarOf(input.dialect);
    this.#visit(input.root, "Document", null);
    // The queue grows while it is worked off.
    for (let index = 0; index < this.#queue.length; index++) {
      const { target, edge, way } = this.#queue[index] as { target: Located; edge: Edge; way: Way };
      this.#way = way;
      this.#enter(target, edge, null);
    }
  }

  /** The node a value was met as; null for what is no node. */
  nodeOf(value: Json): SourceNode | null {
    return this.#met.get(value) ?? null;
  }

  resolve(node: OpenapiNode<Json>): OpenapiNode<Json> | null {
    if (referenceOf(node.value) === undefined) return node;
    const target = this.#input.references.deref({ ...node.at, value: node.value });
    return isFailure(target) ? null : this.nodeOf(target.value);
  }

  uses(node: OpenapiNode<Json>): number {
    return this.#uses.get(node.value) ?? 0;
  }

  #enter(at: Located, edge: Edge, parent: SourceNode | null): void {
    const { value } = at;
    if (edge.as === "one")
      return isList(value) && edge.kind === "Schema"
        ? this.#each(at, edge, parent)
        : this.#visit(at, edge.kind, parent);
    if (edge.as === "map" && isObject(value) && referenceOf(value) !== undefined) return this.#follow(at, edge);
    if (edge.as === "list" && isObject(value) && referenceOf(value) !== undefined) return this.#follow(at, edge);
    this.#each(at, edge, parent);
  }

  /** The items of a list or the members of a map. */
  #each({ file, pointer, value }: Located, edge: Edge, parent: SourceNode | null): void {
    if (typeof value !== "object" || value === null || this.#met.has(value)) return;
    this.#met.set(value, null);
    if (isList(value)) {
      value.forEach((item, index) =>
        this.#visit({ file, pointer: `${pointer}/${index}`, value: item }, edge.kind, parent),
      );
      return;
    }
    for (const [key, each] of Object.entries(value as JsonObject)) {
      // Extensions may stand beside paths and responses; a property or a component may be called as it likes.
      if (key.startsWith("x-") && (edge.kind === "PathItem" || edge.kind === "Response")) continue;
      this.#visit({ file, pointer: child(pointer, key), value: each as Json }, edge.kind, parent);
    }
  }

  #visit(at: Located, kind: GrammarKind, parent: SourceNode | null): void {
    const { value, file, pointer } = at;
    if (!isObject(value) || this.#met.has(value)) return;
    const place = { file, pointer };
    if (referenceOf(value) !== undefined) {
      const reference = new SourceNode("Reference", value, place, parent, this.#input.root.file);
      this.#met.set(value, reference);
      this.nodes.push(reference);
      this.#follow(at, { kind, as: "one" });
      if (!this.#hasSiblings(value, kind)) return;
    }
    if (kind === "Components" || kind === "Encoding") {
      this.#met.set(value, null);
      this.#descend(at, kind, parent);
      return;
    }
    const node = new SourceNode(kind, value, place, parent, this.#input.root.file);
    this.#met.set(value, node);
    this.nodes.push(node);
    this.#input.structure?.(node, (problem) => this.#note(problem));
    this.#descend(at, kind, node);
  }

  /** Whether what stands beside a `$ref` counts: in a path item of any version, and in a schema of 3.1. */
  #hasSiblings(value: JsonObject, kind: GrammarKind): boolean {
    if (kind === "PathItem") return Object.keys(value).some((key) => key !== "$ref");
    return (
      kind === "Schema" &&
      isVersion31(this.#input.dialect) &&
      Object.keys(value).some((key) => key !== "$ref" && key !== "description" && key !== "summary")
    );
  }

  #descend({ file, pointer, value }: Located, kind: GrammarKind, parent: SourceNode | null): void {
    const edges = this.#grammar[kind];
    const every = edges["*"];
    for (const [key, each] of Object.entries(value as JsonObject)) {
      if (key.startsWith("x-") || key === "$ref") continue;
      const at = { file, pointer: child(pointer, key), value: each as Json };
      const edge = Object.hasOwn(edges, key) ? edges[key] : every;
      if (edge) this.#enter(at, edge, parent);
      // Split documents put references where the specification has none: in place of a description, a list of values.
      else if (!dataMembers.has(key) && referenceOf(each) !== undefined) this.#follow(at, null);
    }
    if (kind !== "Schema") return;
    this.#followMapping(value as JsonObject, file, pointer);
    if (isVersion31(this.#input.dialect)) this.#followDynamic(value as JsonObject, file, pointer);
  }

  /** `$dynamicRef` leads, before any other schema has a say, where a `$ref` of the same text would. */
  #followDynamic(schema: JsonObject, file: string, pointer: string): void {
    const reference = textAt(schema, "$dynamicRef");
    if (reference === undefined) return;
    const at = { file, pointer: child(pointer, "$dynamicRef") };
    const target = this.#input.references.follow(file, reference);
    if (isFailure(target)) this.#fail(at, target, reference);
    else this.#lead(target, { kind: "Schema", as: "one" }, at);
  }

  /** `discriminator.mapping` names schemas by reference or by bare name; only what is clearly a reference is followed. */
  #followMapping(schema: JsonObject, file: string, pointer: string): void {
    const discriminator = objectAt(schema, "discriminator");
    const mapping = discriminator && objectAt(discriminator, "mapping");
    for (const [key, reference] of Object.entries(mapping ?? {})) {
      if (typeof reference !== "string" || !/^#\/|\.(?:ya?ml|json)(?:#|$)/i.test(reference)) continue;
      const at = { file, pointer: child(`${pointer}/discriminator/mapping`, key) };
      const target = this.#input.references.follow(file, reference);
      if (isFailure(target)) this.#fail(at, target, reference);
      else this.#lead(target, { kind: "Schema", as: "one" }, at);
    }
  }

  /** Follows the reference at `at`; `edge` is null where its target is no node. */
  #follow(at: Located, edge: Edge | null): void {
    const reference = referenceOf(at.value) as string;
    const target = this.#input.references.follow(at.file, reference);
    const place = { file: at.file, pointer: child(at.pointer, "$ref") };
    if (isFailure(target)) return this.#fail(place, target, reference);
    // A chain of references that comes back to where it began holds nothing at all.
    const end = this.#input.references.deref(at);
    if (isFailure(end) && end.message.endsWith("leads back to itself")) return this.#fail(place, end, reference);
    if (edge?.as === "one" && !isFailure(end) && isScalar(end.value))
      return this.#fail(
        place,
        { kind: "reference", message: scalarMessage(reference, end.value, edge.kind) },
        reference,
      );
    this.#lead(target, edge, place);
  }

  #lead(target: Located, edge: Edge | null, from: PointerPlace): void {
    this.#uses.set(target.value, (this.#uses.get(target.value) ?? 0) + 1);
    if (!edge || this.#met.has(target.value)) return;
    const place: PointerPlace = { ...from, on: "value" };
    this.#queue.push({ target, edge, way: { last: place, first: this.#way?.first ?? place } });
  }

  #note(problem: ApiProblem): void {
    const way = this.#way;
    this.problems.push(
      way ? { ...problem, usedAt: way.first === way.last ? [way.last] : [way.last, way.first] } : problem,
    );
  }

  #fail(
    at: { file: string; pointer: string },
    failure: { kind: ApiProblem["kind"]; message: string },
    reference: string,
  ): void {
    this.#note({
      kind: failure.kind,
      message: failure.message,
      at: { ...at, on: "value" },
      anchor: anchorOf(this.#input.root.file, at.file, at.pointer),
      cause: reference,
    });
  }
}

/** A schema of 3.1 may be `true` or `false`; structure says where that is not so. */
function isScalar(value: Json): boolean {
  return (typeof value !== "object" && typeof value !== "boolean") || value === null;
}

function scalarMessage(reference: string, value: Json, kind: GrammarKind): string {
  const found = value === null ? "nothing (null)" : typeof value === "string" ? "a text" : "a number";
  return `\`${reference}\` leads to ${found}, where ${kind === "Components" || kind === "Encoding" ? "an object" : aKind(kind)} is expected`;
}
