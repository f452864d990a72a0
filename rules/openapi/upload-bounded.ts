import { apiKey } from "../../src/model/api/documents.ts";
import { declaresStatus } from "../../src/model/api/declared.ts";
import { uploadsOf } from "../../src/model/api/uploads.ts";
import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/upload-bounded",
  practice: "api/validation",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an upload says how large a file may be and of what kind",
  why: "A file goes through memory, disk and whatever opens it: a thumbnailer, a spreadsheet reader, a virus scanner. Without a limit that clients know, they send what they have and see a broken connection when a proxy cuts it off; without a kind, everything must be taken for what it claims to be. 413 and 415 are how a server says which of the two it was.",
  fix: "declare `413` (and a `maxLength` on the binary schema), and what kinds are taken: by media type, by `encoding.contentType` of the part, with `415` for the rest",
  tradeoff: "A storage service takes any kind of file by design. Its size still has a limit.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.14",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16",
    "https://spec.openapis.org/oas/v3.1.1.html#considerations-for-file-uploads",
    "https://cheatsheetseries.owasp.org/cheatsheets/File_Upload_Cheat_Sheet.html",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const uploads = uploadsOf(document);
      for (const { operation, isBounded, isOfKnownKind } of uploads) {
        const missing = [
          ...(isBounded || declaresStatus(operation, "413") ? [] : ["how large it may be (`maxLength`, `413`)"]),
          ...(isOfKnownKind || declaresStatus(operation, "415") ? [] : ["of what kind it may be (`encoding`, `415`)"]),
        ];
        if (missing.length === 0) continue;
        report({
          at: operation.requestBody ?? operation,
          message: `${operationText(operation)} takes a file and does not say ${missing.join(" nor ")}`,
          fold: { by: "convention", key: apiKey(api, document), of: uploads.length },
        });
      }
    }
  },
});
