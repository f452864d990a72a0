import type { ApiDocument } from "../../src/facts/api.ts";
import type { Report } from "../../src/findings/report.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { majorOf, pathVersionOf } from "../../src/model/api/versions.ts";
import { defineRule } from "../../src/rule/define.ts";

/** https://semver.org, 2.0.0. */
const semantic =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const dated = /^\d{4}-\d{2}(?:-\d{2})?(?:[-.][0-9A-Za-z.-]+)?$/;

export default defineRule({
  id: "openapi/semantic-info-version",
  practice: "api/versioning",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "`info.version` says what a change means: a semantic version, or a date",
  why: "`info.version` numbers the contract. As a semantic version it tells at a glance whether the next one breaks its readers, and a check against the last release can hold the two together; as a date it at least orders them. A bare `1` or `latest` does neither. Where its major number differs from the version that paths carry, one of the two is not kept up.",
  fix: "write MAJOR.MINOR.PATCH, raise MINOR for what is added and MAJOR for what breaks, and let the version in the paths follow MAJOR",
  tradeoff:
    "Where the version is put in at release (`${VERSION}`), the text in the repository is a stand-in, and this rule has nothing to say; a service whose contract is never published needs no number.",
  references: [
    "https://semver.org/spec/v2.0.0.html",
    "https://opensource.zalando.com/restful-api-guidelines/#116",
    "https://spec.openapis.org/oas/v3.1.1.html#info-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const { infoVersion } = document;
      if (infoVersion === null || /[${}<>%]/.test(infoVersion)) continue;
      if (!semantic.test(infoVersion) && !dated.test(infoVersion))
        reportHere(document, report, {
          message: `\`info.version\` is \`${infoVersion}\`, neither a semantic version (MAJOR.MINOR.PATCH) nor a date`,
          fold: { by: "convention", key: "form", of: api.documents.length },
        });
      else reportOtherMajor(document, infoVersion, report);
    }
  },
});

function reportOtherMajor(document: ApiDocument, infoVersion: string, report: (report: Report) => void): void {
  const versions = groupedBy(
    document.operations.flatMap((operation) => {
      const version = pathVersionOf(operation);
      return version ? [{ operation, ...version }] : [];
    }),
    (each) => each.version,
  );
  const [only] = [...versions];
  if (!only || versions.size > 1) return;
  const [version, [{ operation }]] = only;
  const major = majorOf(infoVersion);
  const inPath = majorOf(version);
  // Before 1.0.0 the number promises nothing, and `0.9.0` may well be on its way to `v1`.
  if (major === null || inPath === null || major === inPath || major === 0) return;
  reportHere(document, report, {
    message: `\`info.version\` is \`${infoVersion}\`, and requests go to \`${version}\``,
    related: [{ at: operation, label: `\`${version}\`` }],
    key: "major",
    confidence: "medium",
  });
}

function reportHere(document: ApiDocument, report: (report: Report) => void, rest: Omit<Report, "at">): void {
  const info = document.source.node({ file: document.file, pointer: "/info" });
  report({ at: info?.place("version") ?? document.at, anchor: info?.anchor ?? document.anchor, ...rest });
}
