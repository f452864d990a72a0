import type { Report } from "../../src/findings/report.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/specific-media-type",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "bodies name the media types they really have",
  why: "`*/*` says that a body may be anything, while its schema says that it is an object. A generated client has to guess how to read it and mostly takes it for bytes or text; a gateway that checks bodies against the contract has nothing to check with; a server that believes it takes XML and forms where it was only ever tested with JSON. Frameworks write it when nobody has told them what a handler produces.",
  fix: "name the type: `application/json`; in Spring `produces` and `consumes`, once for the application",
  tradeoff: "A proxy or file store that hands on whatever it was given is of any type, and has no schema but binary.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9110#section-8.3",
    "https://spec.openapis.org/oas/v3.1.1.html#media-type-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const bodies = document.operations.flatMap((operation) =>
        [operation.requestBody, ...operation.responses].flatMap((body) =>
          body && body.contents.length > 0 ? [{ operation, body }] : [],
        ),
      );
      const found: Report[] = [];
      const said = new Map(bodies.map((each) => [placeKey(each.body.at), each]));
      for (const { operation, body } of said.values()) {
        const any = body.contents.find(({ mediaType }) => /^(?:\*|application)\/\*/.test(mediaType));
        // Bytes of any kind are of any type.
        if (!any?.schema || any.schema.types.length === 0 || any.schema.format === "binary") continue;
        if (!any.schema.types.some((type) => type === "object" || type === "array")) continue;
        found.push({
          at: body,
          message: `a body of \`${operation.method} ${operation.path}\` is of any type, \`${any.mediaType}\`, and has the schema of JSON`,
        });
      }
      reportMany(report, found, { key: document.file, of: said.size });
    }
  },
});
