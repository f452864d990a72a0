import type { ApiDocument } from "../../../facts/api.ts";
import type { ApiNode } from "../../../facts/api-source.ts";

/** One operation, webhook or callback as it is written, whatever the version of the specification. */
export interface Call {
  /** `GET /users`, or `webhook orderPaid`. */
  readonly label: string;
  /** Sent by the API to its clients: what it sends they read, and what they answer it takes. */
  readonly reversed: boolean;
  readonly node: ApiNode;
  readonly document: ApiDocument;
  /** Those of the path and its own, by place and name; without 2.0's body and form. */
  readonly parameters: readonly ApiNode[];
  readonly body: CallBody | null;
  readonly responses: readonly CallResponse[];
}

interface CallBody {
  readonly node: ApiNode;
  readonly required: boolean;
  readonly contents: readonly CallContent[];
  /** The fields of a form in 2.0, each a parameter there. */
  readonly fields: readonly ApiNode[];
}

export interface CallResponse {
  readonly status: string;
  readonly node: ApiNode;
  readonly headers: readonly (ApiNode & { readonly key: string })[];
  readonly contents: readonly CallContent[];
}

export interface CallContent {
  /** In lower case, without parameters: `application/json`. */
  readonly mediaType: string;
  readonly node: ApiNode;
  readonly schema: ApiNode | null;
}

export function readCall(
  document: ApiDocument,
  node: ApiNode,
  item: ApiNode | null,
  said: Pick<Call, "label" | "reversed">,
): Call {
  const all = parametersOf(node, item);
  const place = (parameter: ApiNode) => parameter.text("in");
  return {
    ...said,
    document,
    node,
    parameters: all.filter((parameter) => place(parameter) !== "body" && place(parameter) !== "formData"),
    body: bodyOf(document, node, all),
    responses: (node.get("responses")?.members() ?? [])
      .filter((response) => !response.key.startsWith("x-"))
      .map((response) => ({
        status: response.key.toUpperCase() === "DEFAULT" ? "default" : response.key.toUpperCase(),
        node: response,
        headers: response.get("headers")?.members() ?? [],
        contents: contentsOf(response, () => mediaTypes(document, node, "produces")),
      })),
  };
}

/** The operation's own take the place of the path's. */
function parametersOf(node: ApiNode, item: ApiNode | null): readonly ApiNode[] {
  const found = new Map<string, ApiNode>();
  for (const owner of [node, item])
    for (const parameter of owner?.get("parameters")?.items() ?? []) {
      const identity = `${parameter.text("in")} ${parameter.text("name")}`;
      if (!found.has(identity)) found.set(identity, parameter);
    }
  return [...found.values()];
}

function bodyOf(document: ApiDocument, node: ApiNode, parameters: readonly ApiNode[]): CallBody | null {
  const body = node.get("requestBody");
  if (body) {
    const contents = contentsOf(body, () => []);
    return { node: body, required: body.flag("required") === true, contents, fields: [] };
  }
  const whole = parameters.find((parameter) => parameter.text("in") === "body");
  if (whole) {
    const contents = contentsOf(whole, () => mediaTypes(document, node, "consumes"));
    return { node: whole, required: whole.flag("required") === true, contents, fields: [] };
  }
  const fields = parameters.filter((parameter) => parameter.text("in") === "formData");
  const [first] = fields;
  if (!first) return null;
  return { node: first, required: fields.some((field) => field.flag("required") === true), contents: [], fields };
}

/** `content` of 3.x; in 2.0 the one schema, in every media type of the operation. */
function contentsOf(owner: ApiNode, types: () => readonly string[]): readonly CallContent[] {
  const content = owner.get("content");
  if (content)
    return content
      .members()
      .map((media) => ({ mediaType: plain(media.key), node: media, schema: media.get("schema") }));
  const schema = owner.get("schema");
  return schema ? types().map((type) => ({ mediaType: plain(type), node: owner, schema })) : [];
}

function mediaTypes(document: ApiDocument, node: ApiNode, key: "produces" | "consumes"): readonly string[] {
  const root = document.source.node({ file: document.file, pointer: "" });
  const own = node.has(key) ? node.texts(key) : (root?.texts(key) ?? []);
  return own.length > 0 ? own : ["application/json"];
}

function plain(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}
