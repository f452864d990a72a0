import type { Config } from "../config/config.ts";
import type { NodeIgnore } from "../languages/language.ts";
import type { Project } from "../model/project.ts";
import type { AnyRule } from "../rule/define.ts";
import type { ActiveRules, Reported } from "./active-rules.ts";
import type { CrashBox } from "./crash.ts";
import type { Directive } from "./directives.ts";
import type { Baseline, WrittenEntry } from "./baseline/entry.ts";
import { matchBaseline, type Matches } from "./baseline/match.ts";
import type { Today } from "./day.ts";
import { foldReports, foldsOf, historyOf, inOrder, type Folded, type FoldOptions } from "./fold.ts";
import { crashed, expiredException } from "./internal-rules.ts";
import type { Locator } from "./locate.ts";
import { oldMigrations } from "./old-migrations.ts";
import { Prints } from "./prints.ts";
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
  readonly baseline: Baseline | null;
  readonly today: Today;
  /** Every listed file: what a baseline names and is not among them has moved or gone. */
  readonly files: ReadonlySet<string>;
}

export interface Decided extends Pick<Result, "findings" | "suppressed" | "baseline"> {
  /** Every finding as a baseline remembers it, those that are known and those outside of the paths too. */
  readonly remembered: readonly Folded[];
  /** What the entries of the baseline stand for; null without one. */
  readonly matches: Matches | null;
  readonly judgement: Judgement;
}

/** What findings were made of: enough to tell those of two runs apart, and to fold some of them anew. */
export interface Judgement {
  readonly raw: readonly RawFinding[];
  /** What an ignore takes out of sight. */
  readonly suppressed: readonly RawFinding[];
  /** What the baseline takes out of sight. */
  readonly known: ReadonlySet<RawFinding>;
  readonly fold: FoldOptions & { readonly prints: Prints };
  /** Whether a finding is within the paths that were asked for. */
  readonly touched: (finding: Folded) => boolean;
  readonly files: ReadonlySet<string>;
}

/** From reports to findings: severity, suppression, baseline, folding, one order. */
export function decide(input: DecideInput): Decided {
  const located = input.rules.reports.flatMap((reported) => locateOne(reported, input));
  const suppression = suppress({
    findings: located,
    directives: input.directives,
    nodeIgnores: input.nodeIgnores,
    known: input.known.map((rule) => rule.id),
    pluginsLeft: input.config.pluginsLeft,
    ran: new Set(input.rules.rules.map((rule) => rule.id)),
    today: input.today,
  });
  const ignores = suppression.reports.flatMap((reported) => locateOne(reported, input));
  const judged = { newest: input.config.newestMigrations, from: input.config.judgedFrom };
  const old = oldMigrations(input.project.histories, judged, input.changed);
  const all = [...suppression.kept, ...ignores, ...crashFindings(input)];
  const prints = new Prints(all);
  const fold = {
    all: input.options.all ?? false,
    history: input.options.history ?? false,
    oldMigration: (file: string) => old.get(file),
    prints,
  };
  const matches = input.baseline && match(input.baseline, all, fold, prints, input);
  const ended = (matches?.expired ?? []).flatMap((entry) => endedEntry(entry, input));
  prints.add(ended);
  const raw = [...all, ...ended];
  const within = inPaths(input.options.paths ?? []);
  const touched = (finding: Folded): boolean =>
    [finding.primary, ...finding.related].some((location) => within(location.file));
  const remembered = foldReports(raw, fold);
  const known = matches?.known;
  const shown = known?.size ? foldReports(raw, { ...fold, known: (finding) => known.has(finding) }) : remembered;
  const findings = shown.filter(touched);
  return {
    findings: inOrder(findings, fold),
    suppressed: suppression.suppressed.length,
    ...(input.baseline && {
      baseline: {
        file: input.baseline.file,
        known: remembered.filter(touched).length - findings.length,
        stale: staleEntries(input.baseline, matches, input),
      },
    }),
    remembered: remembered.filter(({ rule }) => canBeKnown(rule)),
    matches,
    judgement: {
      raw,
      suppressed: suppression.suppressed,
      known: known ?? new Set(),
      fold,
      touched,
      files: input.files,
    },
  };
}

/** What archlint says of this run alone is no fault of the project's that could be left for later. */
function canBeKnown(rule: string): boolean {
  return rule !== crashed.id && rule !== expiredException.id;
}

function match(
  { entries }: Baseline,
  all: readonly RawFinding[],
  fold: FoldOptions,
  prints: Prints,
  { today, files }: DecideInput,
): Matches {
  return matchBaseline({
    entries,
    candidates: all
      .filter(({ rule }) => canBeKnown(rule.id))
      .map((raw) => ({ raw, folds: foldsOf(raw, historyOf(raw, fold)).map(({ parts }) => parts) })),
    prints,
    gone: (file) => !files.has(file),
    isPast: (until) => today.isPast(until),
  });
}

function endedEntry({ rule, anchor, until, owner, start, end }: WrittenEntry, input: DecideInput): RawFinding[] {
  const at = { file: input.baseline?.file ?? "", start, end };
  const whose = owner ? `; \`${owner}\` wanted to mend it` : "";
  const message = `\`${rule}\` at \`${anchor}\` was left until ${until}, which has passed${whose}`;
  return locateOne({ rule: expiredException, report: { at, anchor: `baseline:${rule} ${anchor}`, message } }, input);
}

/** Entries that stand for nothing any more. Of rules that did not run nobody can say it, nor after a crash. */
function staleEntries(
  { entries }: Baseline,
  matches: Matches | null,
  { rules, known, crashes }: DecideInput,
): readonly WrittenEntry[] {
  if (crashes.crashes.length > 0) return [];
  const ran = new Set<string>(rules.rules.map((rule) => rule.id));
  const exist = new Set<string>(known.map((rule) => rule.id));
  return entries.filter((entry) => !matches?.used.has(entry) && (ran.has(entry.rule) || !exist.has(entry.rule)));
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
