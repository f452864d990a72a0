import type { Config } from "../config/config.ts";
import type { NodeIgnore } from "../languages/language.ts";
import type { Project } from "../model/project.ts";
import type { AnyRule } from "../rule/define.ts";
import type { ActiveRules, Reported } from "./active-rules.ts";
import type { CrashBox } from "./crash.ts";
import type { Directive } from "./directives.ts";
import { foldFindings } from "./fold.ts";
import { crashed } from "./internal-rules.ts";
import type { Locator } from "./locate.ts";
import { oldMigrations } from "./old-migrations.ts";
import { locateReport, type RawFinding } from "./raw-finding.ts";
import type { Result } from "../findings/result.ts";
import { suppress } from "./suppress.ts";

export interface DecideInput {
  readonly options: { readonly paths?: readonly string[]; readonly all?: boolean; readonly history?: boolean };
  readonly config: Config;
  readonly rules: ActiveRules;
  readonly known: readonly AnyRule[];
  readonly crashes: CrashBox;
  readonly project: Project;
  readonly nodeIgnores: readonly NodeIgnore[];
  readonly directives: readonly Directive[];
  readonly locator: Locator;
  /** Files added or modified since the git base; null when there is no base. */
  readonly changed: ReadonlySet<string> | null;
}

/** From reports to findings: severity, suppression, folding, one order. */
export function decide(input: DecideInput): Pick<Result, "findings" | "suppressed"> {
  const located = input.rules.reports.flatMap((reported) => locateOne(reported, input));
  const suppression = suppress({
    findings: located,
    directives: input.directives,
    nodeIgnores: input.nodeIgnores,
    known: input.known.map((rule) => rule.id),
    ran: new Set(input.rules.rules.map((rule) => rule.id)),
  });
  const ignores = suppression.reports.flatMap((reported) => locateOne(reported, input));
  const judged = { newest: input.config.newestMigrations, from: input.config.judgedFrom };
  const old = oldMigrations(input.project.histories, judged, input.changed);
  const findings = foldFindings([...suppression.kept, ...ignores, ...crashFindings(input)], {
    all: input.options.all ?? false,
    history: input.options.history ?? false,
    oldMigration: (file) => old.get(file),
  });
  const within = inPaths(input.options.paths ?? []);
  return {
    findings: findings.filter((finding) =>
      [finding.primary, ...finding.related].some((location) => within(location.file)),
    ),
    suppressed: suppression.suppressed,
  };
}

function locateOne({ rule, report }: Reported, input: DecideInput): RawFinding[] {
  const place = "at" in report.at ? report.at.at : report.at;
  const { severity } = input.config.rule(rule.id, place.file);
  if (severity === "off") return [];
  // One that is less sure than its rule belongs to the preset that shows the unsure.
  if (report.confidence && report.confidence !== "high" && input.config.preset === "recommended") return [];
  const located = input.crashes.guard(rule.id, place.file, () => locateReport(rule, report, severity, input.locator));
  return located ? [located] : [];
}

function crashFindings(input: DecideInput): RawFinding[] {
  return input.crashes.crashes.map((crash) => {
    const place = { file: crash.file ?? "", start: 0, end: 0 };
    const times = crash.count > 1 ? `, and ${crash.count - 1} more times` : "";
    return locateReport(
      crashed,
      {
        at: place,
        anchor: `crash:${crash.where}`,
        message: `${whoCrashed(crash.where)} crashed: ${crash.message.split("\n")[0]}${times}`,
      },
      "error",
      input.locator,
    );
  });
}

function whoCrashed(where: string): string {
  const [part, name] = where.split("/", 2);
  if (part === "languages") return `the ${name} reader`;
  return part === "model" ? `the ${name} model` : `rule \`${where}\``;
}

/** Whether a file is one of the paths or stands in one. Without paths every file is. */
function inPaths(paths: readonly string[]): (file: string) => boolean {
  if (paths.length === 0) return () => true;
  const prefixes = paths.map((path) => path.replace(/^\.\//, "").replace(/\/+$/, ""));
  return (file) => prefixes.some((path) => path === "." || path === "" || file === path || file.startsWith(`${path}/`));
}
