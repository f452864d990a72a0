import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-query-in-path",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no path holds a query string or a fragment",
  why: "A path under `paths` is put behind the server's URL as it is, and compared with the path of a request, which ends before the `?`. With a query string in it the operation is matched by no gateway and no mock server, generated clients put a second `?` behind it for their parameters, and what the query says is neither typed nor validated.",
  fix: "declare what follows the `?` as parameters `in: query`, with an `enum` of one value where it is fixed; operations that share the path then become one, or get paths of their own",
  tradeoff:
    "Where a query parameter or a header decides which of several operations runs (RPC over one path), the specification has no way to say so, and a fragment is what documentation tools take for it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#path-templating",
    "https://www.rfc-editor.org/rfc/rfc3986#section-3.3",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      for (const path of pathsOf(document)) {
        const sign = /[?#]/.exec(path)?.[0];
        if (sign === undefined) continue;
        report({
          at: pathSubject(document, path),
          message: `the path \`${path}\` holds ${sign === "?" ? "a query string" : "a fragment"}`,
          fold: { by: "cause", key: `${document.file} ${sign}` },
          // Some write so on purpose, to tell operations of one path apart in the documentation.
          ...(sign === "#" ? { confidence: "medium" as const } : {}),
        });
      }
    }
  },
});
