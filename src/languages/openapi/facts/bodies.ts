import type { Body, Content, Response } from "../../../facts/api.ts";
import { isVersion3 } from "../dialect.ts";
import { listAt, member, textAt, textsAt } from "../json.ts";
import type { Located } from "../load/references.ts";
import type { Shapes } from "./shapes.ts";
import type { LocatedObject, Source } from "./source.ts";

export function requestBodyAt(operation: LocatedObject, source: Source, shapes: Shapes): Body | null {
  const body = source.objectAt(operation, "requestBody");
  if (!body) return null;
  return {
    required: member(body.value, "required") === true,
    contents: contentsAt(body, source, shapes),
    at: source.place(body),
    anchor: source.anchor(body),
  };
}

export function responsesAt(operation: LocatedObject, source: Source, shapes: Shapes): readonly Response[] {
  const container = source.objectAt(operation, "responses");
  return source.members(container).flatMap((written) => {
    const response = source.object(written);
    if (!response) return [];
    const contents = isVersion3(source.dialect)
      ? contentsAt(response, source, shapes)
      : producedContents(operation, response, source, shapes);
    const headers = source.entries(source.objectAt(response, "headers")).map((header) => header.key);
    return [{ status: written.key, headers, contents, at: source.place(response), anchor: source.anchor(response) }];
  });
}

function contentsAt(at: LocatedObject, source: Source, shapes: Shapes): readonly Content[] {
  return source.members(source.objectAt(at, "content")).flatMap((written) => {
    const media = source.object(written);
    return media ? [{ mediaType: written.key, schema: shapes.of(source.member(media, "schema")) }] : [];
  });
}

/** 2.0 writes the media types at the operation or the document, and the schema at the response. */
function producedContents(
  operation: LocatedObject,
  response: LocatedObject,
  source: Source,
  shapes: Shapes,
): readonly Content[] {
  const schema: Located | undefined = source.member(response, "schema");
  if (!schema) return [];
  const shape = shapes.of(schema);
  return mediaTypes(operation, source, "produces", "application/json").map((mediaType) => ({
    mediaType,
    schema: shape,
  }));
}

/** The media types of 2.0: the operation's replace the document's, as the specification says. */
function mediaTypes(
  operation: LocatedObject,
  source: Source,
  key: "produces" | "consumes",
  fallback: string,
): readonly string[] {
  const own = listAt(operation.value, key) ? textsAt(operation.value, key) : textsAt(source.root.value, key);
  return own.length > 0 ? own : [fallback];
}

/** 2.0's `body` and `formData` parameters, as the request body they are. */
export function requestBodyOfParameters(
  operation: LocatedObject,
  parameters: readonly LocatedObject[],
  source: Source,
  shapes: Shapes,
): Body | null {
  const body = parameters.find((parameter) => textAt(parameter.value, "in") === "body");
  if (body) {
    const schema = shapes.of(source.member(body, "schema"));
    const contents = mediaTypes(operation, source, "consumes", "application/json").map((mediaType) => ({
      mediaType,
      schema,
    }));
    return {
      required: member(body.value, "required") === true,
      contents,
      at: source.place(body),
      anchor: source.anchor(body),
    };
  }
  const fields = parameters.filter((parameter) => textAt(parameter.value, "in") === "formData");
  const [first] = fields;
  if (!first) return null;
  const hasFile = fields.some((field) => textAt(field.value, "type") === "file");
  const properties = fields.flatMap((field) => {
    const name = textAt(field.value, "name");
    const shape = shapes.of(field);
    if (name === undefined || !shape) return [];
    return [
      {
        name,
        required: member(field.value, "required") === true,
        types: shape.types,
        format: shape.format,
        enum: shape.enum,
        maxLength: shape.maxLength,
        at: source.place(field),
      },
    ];
  });
  const schema = {
    name: null,
    at: source.place(first),
    types: ["object"],
    format: null,
    properties,
    items: null,
    enum: null,
    maxLength: null,
  };
  const consumed = mediaTypes(
    operation,
    source,
    "consumes",
    hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded",
  );
  return {
    required: properties.some((property) => property.required),
    contents: consumed.map((mediaType) => ({ mediaType, schema })),
    at: source.place(first),
    anchor: source.anchor(first),
  };
}
