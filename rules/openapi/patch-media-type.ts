import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/patch-media-type",
  practice: "api/semantics",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the media type of a PATCH says how the change is to be read",
  why: "The body of a PATCH is not a resource but a description of a change, and its media type says in which language (RFC 5789, 2). `application/json` says nothing: whether `null` removes a field or sets it to null, whether a list is replaced or added to, is left to each server and guessed by each client. `application/merge-patch+json` (RFC 7396) and `application/json-patch+json` (RFC 6902) have answers that libraries know.",
  fix: "declare `application/merge-patch+json` (most APIs already behave so) and accept `application/json` beside it for the clients there are",
  tradeoff:
    "Clients that set `Content-Type: application/json` by default have to be told; where the documentation says what null and lists mean, little is lost.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc5789#section-2",
    "https://www.rfc-editor.org/rfc/rfc7396",
    "https://www.rfc-editor.org/rfc/rfc6902",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const patches = document.operations.filter(
        ({ method, requestBody }) => method === "PATCH" && requestBody !== null && requestBody.contents.length > 0,
      );
      const said = new Set<string>();
      for (const operation of patches) {
        const body = operation.requestBody;
        if (!body || said.has(placeKey(body.at))) continue;
        said.add(placeKey(body.at));
        const types = body.contents.map(({ mediaType }) => mediaType);
        if (!types.every((type) => /^(?:application\/json|\*\/\*|application\/\*)\s*(?:;|$)/i.test(type))) continue;
        report({
          at: body,
          message: `\`PATCH ${operation.path}\` takes \`${types[0]}\`, which does not say how to apply it: neither merge patch nor JSON patch`,
          fold: { by: "convention", key: document.file, of: patches.length },
        });
      }
    }
  },
});
