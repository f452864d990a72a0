import { didYouMean } from "../../findings/did-you-mean.ts";
import type { Examined, Result } from "../../findings/result.ts";
import type { LintRun } from "../../engine/lint.ts";
import { counts } from "../../reporters/count.ts";
import type { Namespace } from "../../rule/contexts.ts";
import { namespaceOf } from "../../rule/define.ts";
import { practicesOf, type Practice } from "../../rule/practices.ts";
import { columns } from "../columns.ts";
import type { Command } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import { formatsOf } from "../formats.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint practices`: each practice with its rules, how they are set here, what they looked at and what they found. */
export const practicesCommand: Command = async ({ args, options }, io) => {
  const [format, ...others] = formatsOf(options.format.length > 0 ? options.format : ["text"], io.env);
  if (!format || others.length > 0 || (format.name !== "text" && format.name !== "json") || format.file !== null)
    throw new UsageError("archlint practices prints as text or as json");
  if (args.length > 1) throw new UsageError("archlint practices takes one practice, or an area such as `data`");
  const run = await runLint(options, io);
  const practices = chosen(practicesOf(run.rules), args[0]).map((practice) => stateOf(practice, run));
  await io.stdout.write(
    format.name === "json" ? `${JSON.stringify(practices, null, 2)}\n` : practices.map(practiceText).join("\n"),
  );
  return run.result.crashed ? exitCodes.failure : exitCodes.clean;
};

function chosen(practices: readonly Practice[], asked: string | undefined): readonly Practice[] {
  if (asked === undefined) return practices;
  const found = practices.filter(({ id }) => id === asked || id.startsWith(`${asked}/`));
  if (found.length > 0) return found;
  const ids = practices.map(({ id }) => id);
  const areas = [...new Set(ids.map((id) => id.split("/", 1)[0] as string))];
  throw new UsageError(
    `there is no practice \`${asked}\`${didYouMean(asked, asked.includes("/") ? ids : [...areas, ...ids])}; archlint practices lists them`,
  );
}

interface PracticeState {
  readonly practice: string;
  readonly asks: string | null;
  /** What its rules that are on were given to look at, by its kind. */
  readonly examined: Readonly<Record<string, number>>;
  readonly findings: number;
  readonly rules: readonly RuleSummary[];
}

interface RuleSummary {
  readonly rule: string;
  /** `off` where it is off everywhere; a rule that is only on for some files has its severity there under `overrides`. */
  readonly state: string;
  readonly preset: string;
  readonly findings: number;
  readonly summary: string;
}

function stateOf({ id, asks, rules }: Practice, { config, result }: LintRun): PracticeState {
  const ruleStates = rules.map((rule): RuleSummary => {
    const { severity } = config.rule(rule.id, null);
    const state = severity === "off" && config.isOn(rule.id) ? "overrides" : severity;
    return { rule: rule.id, state, preset: rule.preset, findings: found(result, rule.id), summary: rule.summary };
  });
  const on = rules.filter((rule) => config.isOn(rule.id)).map((rule) => namespaceOf(rule.id));
  return {
    practice: id,
    asks,
    examined: Object.fromEntries(
      kinds
        .filter(([, , namespaces]) => namespaces.some((namespace) => on.includes(namespace)))
        .map(([kind]) => [kind, result.examined[kind]]),
    ),
    findings: ruleStates.reduce((sum, rule) => sum + rule.findings, 0),
    rules: ruleStates,
  };
}

type Kind = "operations" | "migrations" | "modules" | "routes" | "queries" | "decisions";

/** What rules look at, and those of which namespaces do. */
const kinds: readonly (readonly [kind: Kind & keyof Examined, singular: string, namespaces: readonly Namespace[]])[] = [
  ["operations", "operation", ["openapi", "contract"]],
  ["migrations", "migration", ["schema", "migration", "query"]],
  ["modules", "module", ["code", "boundary"]],
  ["routes", "route", ["contract"]],
  ["queries", "query", ["query"]],
  ["decisions", "decision", ["decision"]],
];

function found({ findings }: Result, id: string): number {
  return findings.filter(({ rule }) => rule === id).length;
}

function practiceText({ practice, asks, examined, findings, rules }: PracticeState): string {
  const title = `${practice}${asks === null ? "" : `: ${asks}`}\n`;
  if (rules.length === 0) return `${title}  no rule checks it yet\n`;
  const looked = counts(kinds.map(([kind, singular]) => [examined[kind] ?? 0, singular, kind] as const));
  const rows = rules.map((rule) => [
    `  ${rule.rule}`,
    rule.state === "overrides" ? "in overrides" : rule.state,
    rule.findings > 0 ? String(rule.findings) : "",
    rule.summary,
  ]);
  const isOn = rules.some(({ state }) => state !== "off");
  const did = isOn ? `looked at ${looked || "nothing, for there is nothing of its kind here"}` : "off";
  return `${title}  ${did}${findings > 0 ? `; ${counts([[findings, "finding"]])}` : ""}\n${columns(rows)}`;
}
