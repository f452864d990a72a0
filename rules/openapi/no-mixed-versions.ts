import { groupedBy, largestFirst } from "../../src/model/api/groups.ts";
import { isProbeOrDocumentation } from "../../src/model/api/paths.ts";
import { pathVersionOf } from "../../src/model/api/versions.ts";
import { counted } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-mixed-versions",
  practice: "api/versioning",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a document describes one version of the API",
  why: "With two versions in one document nobody can say which version a client is on: code generators make one client with two users, `info.version` numbers both, and the older version is never finished with, for nothing in the contract sets it apart. Operations that moved on alone (`/v2/orders` beside `/v1/customers`) make every client juggle versions call by call.",
  fix: "keep one document a version; or, while an old one is served for its last clients, mark its operations `deprecated`",
  tradeoff:
    "APIs that version each resource or each group apart (Kubernetes does) mix versions on purpose; parts under different prefixes are told apart here, versions of one part are not.",
  references: [
    "https://google.aip.dev/185",
    "https://opensource.zalando.com/restful-api-guidelines/#113",
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const live = document.operations.flatMap((operation) => {
        const version = pathVersionOf(operation);
        return version && !operation.deprecated && !isProbeOrDocumentation(operation.path)
          ? [{ operation, ...version }]
          : [];
      });
      for (const [family, members] of groupedBy(live, (each) => each.family)) {
        const versions = largestFirst(groupedBy(members, (each) => each.version));
        const [usual, odd] = versions;
        if (!usual || !odd) continue;
        const shares = versions.map(([version, { length }]) => `\`${version}\` (${counted(length, "operation")})`);
        report({
          at: odd[1][0].operation,
          message: `${family === "" ? "this document" : `\`/${family}\``} holds ${versions.length} versions, none of them deprecated: ${shares.slice(0, 4).join(", ")}${shares.length > 4 ? ", …" : ""}`,
          label: `\`${odd[0]}\``,
          related: [{ at: usual[1][0].operation, label: `\`${usual[0]}\`` }],
          key: family,
          fold: { by: "cause", key: document.file },
        });
      }
    }
  },
});
