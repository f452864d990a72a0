import type { Finding } from "../findings/finding.ts";
import type { Result } from "../findings/result.ts";
import { repositoryPath } from "./github/path.ts";
import { grouped } from "./grouped.ts";
import { placeText } from "./line.ts";
import { printable } from "./printable.ts";
import { element, xmlDocument } from "./xml.ts";

/** The XML of Checkstyle, which Jenkins, reviewdog and most dashboards read: findings by file, in their order. */
export function renderCheckstyle({ findings }: Result, prefix = ""): string {
  const files = [...grouped(findings, ({ primary }) => primary.file)].map(([file, own]) => {
    const name = file === "" ? "." : repositoryPath(prefix, file);
    return element(
      "file",
      { name },
      own.map((finding) => error(finding, prefix)),
    );
  });
  return xmlDocument(element("checkstyle", { version: "4.3" }, files));
}

function error({ primary, severity, message, related, rule }: Finding, prefix: string): string {
  const places = related.map((location) => `${placeText(location, prefix)} ${printable(location.label)}`.trimEnd());
  return element("error", {
    line: primary.start.line,
    column: primary.start.column,
    severity,
    message: [printable(message), ...places].join("; "),
    source: `archlint.${rule}`,
  });
}
