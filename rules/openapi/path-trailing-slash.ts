import type { Report } from "../../src/findings/report.ts";
import { pathsOf, pathSubject } from "../../src/model/api/path-place.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

export default defineRule({
  id: "openapi/path-trailing-slash",
  practice: "api/contract",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "paths end with a slash all or none of them",
  why: "`/users` and `/users/` are two URLs. Routers, caches and gateways differ in whether they take one for the other, and some redirect, which turns a `POST` into a `GET` with most clients. When an API has both kinds, nobody can guess which one a path wants.",
  fix: "write paths the way the rest of the API does, and let the server take both where clients already use the other",
  tradeoff: "A path that a standard or a partner prescribes keeps its slash.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#136",
    "https://www.rfc-editor.org/rfc/rfc3986#section-6.2.3",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.4.2",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const paths = pathsOf(document).filter((path) => path !== "/");
      const slashed = paths.filter((path) => path.endsWith("/"));
      const usual = slashed.length * 2 > paths.length;
      const odd = usual ? paths.filter((path) => !path.endsWith("/")) : slashed;
      const found = odd.map((path): Report => ({
        at: pathSubject(document, path),
        message: usual
          ? `the path \`${path}\` ends without a slash, unlike ${slashed.length} of ${paths.length}`
          : `the path \`${path}\` ends with a slash, unlike ${paths.length - slashed.length} of ${paths.length}`,
      }));
      reportMany(report, found, { key: document.file, of: paths.length });
    }
  },
});
