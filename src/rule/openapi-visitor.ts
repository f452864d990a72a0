import type { ApiSource } from "../facts/api-source.ts";
import type { PointerPlace, Subject } from "../findings/place.ts";

/** A JSON value as a YAML or JSON file holds it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The kinds of nodes an OpenAPI document of any version has; 2.0's are named as their 3.x equals. */
export type OpenapiNodeKind =
  | "Document"
  | "Info"
  | "Server"
  | "Tag"
  | "PathItem"
  | "Operation"
  | "Parameter"
  | "RequestBody"
  | "Response"
  | "Header"
  | "MediaType"
  | "Example"
  | "Schema"
  | "SecurityScheme"
  | "SecurityRequirement"
  | "Link"
  | "Callback"
  | "Reference";

/** A node of the source, where it is written: `$ref`s are not followed until asked. */
export interface OpenapiNode<Value extends Json = JsonObject> extends Subject {
  readonly kind: OpenapiNodeKind;
  readonly value: Value;
  readonly at: PointerPlace;
  /** The key it stands under: a status for a response, a method for an operation, a name for a component. */
  readonly key: string;
  readonly parent: OpenapiNode<Json> | null;
  /** The place of one of its members, for framing it rather than the whole node. */
  member(name: string): PointerPlace;
}

/** The document a node is visited in. */
export interface OpenapiDocumentView {
  /** The root file. */
  readonly file: string;
  readonly version: string;
  readonly dialect: "2.0" | "3.0" | "3.1" | "3.2";
  readonly root: JsonObject;
  /** What is written, references followed, for more than the node itself. */
  readonly source: ApiSource;
  /** The node a `$ref` leads to, over as many hops as it takes; the node itself when it is no reference; null when it leads nowhere. */
  resolve(node: OpenapiNode<Json>): OpenapiNode<Json> | null;
  /** How often a reference leads to this node, over the whole document. */
  uses(node: OpenapiNode<Json>): number;
}

/** Each source node is visited once, wherever and however often it is referenced. */
export type OpenapiVisitor<Context> = {
  readonly [Kind in OpenapiNodeKind]?: (
    node: OpenapiNode,
    context: Context & { readonly document: OpenapiDocumentView },
  ) => void;
};
