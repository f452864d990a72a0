import { closest } from "../findings/did-you-mean.ts";
import type { TextPlace } from "../findings/place.ts";
import type { Report } from "../findings/report.ts";
import type { NodeIgnore } from "../languages/language.ts";
import type { AnyRule } from "../rule/define.ts";
import { isOfPlugin } from "../rule/plugin.ts";
import { isDay, type Today } from "./day.ts";
import type { Directive } from "./directives.ts";
import { expiredException, reasonlessIgnore, unknownIgnore, unusedIgnore } from "./internal-rules.ts";
import type { RawFinding } from "./raw-finding.ts";

export interface Suppression {
  readonly kept: readonly RawFinding[];
  readonly suppressed: readonly RawFinding[];
  /** What is wrong with the ignores themselves. */
  readonly reports: readonly { readonly rule: AnyRule; readonly report: Report }[];
}

export interface SuppressInput {
  readonly findings: readonly RawFinding[];
  readonly directives: readonly Directive[];
  readonly nodeIgnores: readonly NodeIgnore[];
  /** Every rule there is: an ignore of any other name is unknown. */
  readonly known: readonly string[];
  /** Whether rules of plugins are not known, for plugins were not run. */
  readonly pluginsLeft?: boolean;
  /** The rules of this run: an ignore of a rule that did not run cannot be called unused. */
  readonly ran: ReadonlySet<string>;
  readonly today: Today;
}

/** One ignored rule of one directive or node. */
interface Ignore {
  readonly rule: string;
  readonly file: string;
  readonly reason: string | null;
  readonly until: string | null;
  readonly at: Report["at"];
  readonly anchor: string;
  covers(finding: RawFinding): boolean;
  used: boolean;
}

/** Takes away what an ignore with a reason covers, and says which ignores are unused, unknown or without a reason. */
export function suppress(input: SuppressInput): Suppression {
  const ignores = [...input.directives.flatMap(fromDirective), ...input.nodeIgnores.map(fromNode)];
  const byFile = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    const list = byFile.get(ignore.file);
    if (list) list.push(ignore);
    else byFile.set(ignore.file, [ignore]);
  }
  const suppressed: RawFinding[] = [];
  const kept = input.findings.filter((finding) => {
    const hits = (byFile.get(finding.primary.file) ?? []).filter(
      (ignore) => matches(ignore.rule, finding.rule.id) && ignore.covers(finding),
    );
    for (const ignore of hits) ignore.used = true;
    const hidden = hits.some((ignore) => ignore.reason !== null && ending(ignore, input.today) === null);
    if (hidden) suppressed.push(finding);
    return !hidden;
  });
  const reports = ignores.flatMap((ignore) => complaints(ignore, input));
  return { kept, suppressed, reports };
}

function fromDirective(directive: Directive): Ignore[] {
  const at: TextPlace = { file: directive.file, start: directive.start, end: directive.end };
  const rules = directive.rules.length > 0 ? directive.rules : [""];
  return rules.map((rule) => ({
    rule,
    file: directive.file,
    reason: directive.reason,
    until: directive.until,
    at,
    anchor: `ignore:${directive.file}#${directive.scope} ${rule}`,
    covers: (finding) =>
      directive.line === null || finding.primary.start.line === directive.line || finding.withinLine === directive.line,
    used: false,
  }));
}

function fromNode(node: NodeIgnore): Ignore {
  const { pointer } = node.covers;
  return {
    rule: node.rule,
    file: node.at.file,
    reason: node.reason,
    until: node.until,
    at: node.at,
    anchor: `ignore:${node.at.file}#${pointer} ${node.rule}`,
    covers: (finding) =>
      finding.pointer !== null && (finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`)),
    used: false,
  };
}

/** Why an ignore is over; null while it holds. What is no day takes no effect: it must not hide for ever. */
function ending({ until }: Ignore, today: Today): string | null {
  if (until === null) return null;
  if (!isDay(until)) return `\`until=${until}\` is no day such as 2027-01-31, so this ignore takes no effect`;
  return today.isPast(until) ? `this ignore ended on ${until}` : null;
}

/** `schema/*` stands for every rule of the namespace. */
function matches(pattern: string, id: string): boolean {
  return pattern === id || (pattern.endsWith("/*") && id.startsWith(pattern.slice(0, -1)));
}

function complaints(ignore: Ignore, input: SuppressInput): { rule: AnyRule; report: Report }[] {
  const place = { at: ignore.at, anchor: ignore.anchor };
  const found: { rule: AnyRule; report: Report }[] = [];
  const known = input.known.some((id) => matches(ignore.rule, id));
  if (!known && !(input.pluginsLeft && isOfPlugin(ignore.rule))) {
    const near = closest(ignore.rule, input.known);
    const message = ignore.rule
      ? `there is no rule \`${ignore.rule}\` to ignore${near ? `; did you mean \`${near}\`?` : ""}`
      : "this ignore names no rule";
    found.push({ rule: unknownIgnore, report: { ...place, message } });
  }
  if (ignore.reason === null) {
    const message = `this ignore${ignore.rule ? ` of \`${ignore.rule}\`` : ""} gives no reason, so it takes no effect`;
    found.push({ rule: reasonlessIgnore, report: { ...place, message } });
  }
  const end = ignore.used || !isDay(ignore.until ?? "") ? ending(ignore, input.today) : null;
  if (end !== null) {
    const who = ignore.reason === null ? "" : `: ${ignore.reason}`;
    found.push({ rule: expiredException, report: { ...place, message: `${end}${who}` } });
  }
  const ran = [...input.ran].some((id) => matches(ignore.rule, id));
  if (known && ran && ignore.reason !== null && !ignore.used) {
    found.push({
      rule: unusedIgnore,
      report: { ...place, message: `nothing here breaks \`${ignore.rule}\`: the ignore is unused` },
    });
  }
  return found;
}
