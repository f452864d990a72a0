import type { Content, Operation, Response, SchemaShape } from "../../facts/api.ts";

/** The answers of success, `2XX` among them. */
export function successesOf(operation: Operation): readonly Response[] {
  return operation.responses.filter((response) => /^2(?:\d\d|XX)$/i.test(response.status));
}

/** The JSON among the media types of a body, which a resource's other forms (XML, CSV) repeat; null when there is none. */
export function jsonContentOf(contents: readonly Content[]): Content | null {
  return contents.find((content) => /[/+]json\b/i.test(content.mediaType) || content.mediaType === "*/*") ?? null;
}

/** What the first success with a JSON body looks like. */
export function answerOf(operation: Operation): SchemaShape | null {
  for (const response of successesOf(operation)) {
    const shape = jsonContentOf(response.contents)?.schema;
    if (shape) return shape;
  }
  return null;
}

/** The JSON a request carries. */
export function inputOf(operation: Operation): SchemaShape | null {
  return (operation.requestBody && jsonContentOf(operation.requestBody.contents)?.schema) ?? null;
}
