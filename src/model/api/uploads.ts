import type { ApiDocument, Content, Operation, PropertyShape } from "../../facts/api.ts";
import { liveOperationsOf } from "./live-operations.ts";
import { schemaOf } from "./schemas.ts";

/** An operation that takes a file. */
export interface Upload {
  readonly operation: Operation;
  /** Whether a `maxLength` bounds the file. */
  readonly isBounded: boolean;
  /** Whether the document says what kind of file it is: `image/png`, `encoding.contentType`. */
  readonly isOfKnownKind: boolean;
}

const binary =
  /^(?:image|audio|video|font|model)\/|^application\/(?:octet-stream|pdf|zip|gzip|x-tar|x-zip.*|vnd\.ms-excel)/i;

export function uploadsOf(document: ApiDocument): readonly Upload[] {
  return liveOperationsOf(document).flatMap((operation) => {
    const contents = operation.method === "GET" ? [] : (operation.requestBody?.contents ?? []);
    const whole = contents.find(isFile);
    const [part] = contents.flatMap((content) => filePart(content) ?? []);
    if (whole)
      return [
        {
          operation,
          isBounded: whole.schema?.maxLength !== null && whole.schema?.maxLength !== undefined,
          isOfKnownKind: !/octet-stream|\*/.test(whole.mediaType),
        },
      ];
    if (!part) return [];
    const isOfKnownKind = contents.some((content) => saysKind(document, operation, content, part.name));
    return [{ operation, isBounded: part.maxLength !== null, isOfKnownKind }];
  });
}

function isFile({ mediaType, schema }: Content): boolean {
  return binary.test(mediaType) || (mediaType === "*/*" && schema?.format === "binary");
}

/** The first part of a form that is a file: `format: binary` of 3.0, `type: file` of 2.0. */
function filePart({ mediaType, schema }: Content): PropertyShape | undefined {
  if (!/^multipart\//i.test(mediaType)) return undefined;
  return schema?.properties.find(({ format, types }) => format === "binary" || types.includes("file"));
}

function saysKind(document: ApiDocument, operation: Operation, content: Content, part: string): boolean {
  const body = operation.requestBody && document.source.node(operation.requestBody.at);
  const media = body?.get("content")?.get(content.mediaType);
  if (media?.get("encoding")?.get(part)?.has("contentType")) return true;
  return schemaOf(document, content)?.get("properties")?.get(part)?.has("contentMediaType") === true;
}
