import type { AnyRule } from "../../rule/define.ts";
import type { Option } from "../../rule/options.ts";
import { columns } from "../columns.ts";
import type { Command } from "../commands.ts";
import { configurationOf } from "../configuration.ts";
import { everyRule } from "../every-rule.ts";
import { exitCodes } from "../exit-code.ts";
import { formatsOf } from "../formats.ts";
import { projectRoot } from "../project-root.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint rules`: every rule there is, those of plugins included. */
export const rulesCommand: Command = async ({ args, options }, io) => {
  if (args.length > 0)
    throw new UsageError(`archlint rules takes no arguments; for one rule: archlint explain ${args[0]}`);
  const [format, ...others] = formatsOf(options.format.length > 0 ? options.format : ["text"], io.env);
  if (!format || others.length > 0 || (format.name !== "text" && format.name !== "json") || format.file !== null)
    throw new UsageError("archlint rules prints as text or as json");
  const rules = await everyRule(await configurationOf(projectRoot(options, io), options));
  await io.stdout.write(format.name === "json" ? `${JSON.stringify(rules.map(ruleJson), null, 2)}\n` : table(rules));
  return exitCodes.clean;
};

function table(rules: readonly AnyRule[]): string {
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.preset, rule.summary]);
  return `${columns([["rule", "severity", "preset", "what holds when it is content"], ...rows])}\n${rules.length} rules; archlint explain <rule> says more\n`;
}

function ruleJson(rule: AnyRule) {
  return {
    id: rule.id,
    practice: rule.practice,
    severity: rule.severity,
    confidence: rule.confidence,
    preset: rule.preset,
    since: rule.since,
    summary: rule.summary,
    why: rule.why,
    fix: rule.fix,
    tradeoff: rule.tradeoff,
    references: rule.references,
    options: Object.fromEntries(Object.entries((rule.options ?? {}) as Record<string, Option<unknown>>)),
  };
}
