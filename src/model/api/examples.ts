import type { ApiDocument, Response } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";

/** The values shown as examples of a response: at its media types, at their schemas, and in 2.0 at the response itself. */
export function examplesOf(document: ApiDocument, response: Response): readonly ApiNode[] {
  const source = document.source.node(response.at);
  if (!source) return [];
  if (document.dialect === "2.0")
    return [...(source.get("examples")?.members() ?? []), ...singleAt(source.get("schema"))];
  return (source.get("content")?.members() ?? []).flatMap((media) => [
    ...singleAt(media),
    ...(media.get("examples")?.members() ?? []).flatMap((example) => example.get("value") ?? []),
    ...singleAt(media.get("schema")),
  ]);
}

function singleAt(node: ApiNode | null): readonly ApiNode[] {
  const example = node?.get("example");
  return example ? [example] : [];
}
