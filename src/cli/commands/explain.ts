import { ConfigError } from "../../config/config-error.ts";
import { didYouMean } from "../../findings/did-you-mean.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import type { AnyRule } from "../../rule/define.ts";
import type { Option } from "../../rule/options.ts";
import { colorLevel } from "../color.ts";
import type { Command } from "../commands.ts";
import { configurationOf } from "../configuration.ts";
import { everyRule } from "../every-rule.ts";
import { exitCodes } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { paletteOf } from "../palette.ts";
import { examplesOf } from "../rule-page.ts";
import { projectRoot } from "../project-root.ts";
import { settingOf } from "../rule-setting.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint explain <rule>`: all there is to know of one rule. */
export const explainCommand: Command = async ({ args, options }, io) => {
  const [asked, ...others] = args;
  if (asked === undefined || others.length > 0)
    throw new UsageError("archlint explain takes one rule; archlint rules lists them");
  const loaded = await readable(io, () => configurationOf(projectRoot(options, io), options));
  const rule = find(await everyRule(loaded), asked);
  const setting = (loaded && (await readable(io, () => settingOf(rule.id, loaded)))) ?? [];
  const { strong } = await paletteOf(colorLevel(options.color, io.env, io.stdout.isTTY));
  await io.stdout.write(explanation(rule, setting, Math.min(io.stdout.columns || 100, 100), strong));
  return exitCodes.clean;
};

/** A configuration that cannot be read is told on stderr: who wants to learn of a rule need not mend it first. */
async function readable<T>(io: Io, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await io.stderr.write(`archlint: the configuration cannot be read, so this says nothing of it: ${error.message}\n`);
    return undefined;
  }
}

/** By its id, or by its name alone where no other rule has that name. */
function find(rules: readonly AnyRule[], asked: string): AnyRule {
  const exact = rules.find((rule) => rule.id === asked);
  if (exact) return exact;
  const named = rules.filter((rule) => rule.id.endsWith(`/${asked}`));
  if (named.length === 1) return named[0] as AnyRule;
  if (named.length > 1)
    throw new UsageError(`${named.map((rule) => `\`${rule.id}\``).join(" and ")} have this name; write it in full`);
  throw new UsageError(
    `there is no rule \`${asked}\`${didYouMean(
      asked,
      rules.map((rule) => rule.id),
    )}; archlint rules lists them`,
  );
}

/**
 * @param setting what the project's configuration says of the rule
 * @param strong how headings are set
 */
function explanation(
  rule: AnyRule,
  setting: readonly string[],
  width: number,
  strong: (text: string) => string,
): string {
  const paragraph = (text: string): string =>
    wrap(text, width - 2)
      .map((line) => `  ${line}`)
      .join("\n");
  const section = (title: string, body: string): string => `${strong(title)}\n${body}`;
  const options = Object.entries((rule.options ?? {}) as Record<string, Option<unknown>>);
  const examples = examplesOf(rule.id, strong);
  const sections = [
    `${strong(rule.id)}: ${rule.summary}`,
    `${rule.severity}, ${rule.confidence} confidence, preset ${rule.preset}, practice ${rule.practice}, since ${rule.since}`,
    section("Why", paragraph(rule.why)),
    section("How to mend it", paragraph(rule.fix)),
    section("When not to follow it", paragraph(rule.tradeoff)),
    ...(options.length > 0
      ? [section("Options", options.map(([name, option]) => optionText(name, option, paragraph)).join("\n"))]
      : []),
    ...(setting.length > 0 ? [section("In this project", setting.map((line) => `  ${line}`).join("\n"))] : []),
    ...(examples ? [examples] : []),
    ...(rule.references.length > 0 ? [section("References", rule.references.map((url) => `  ${url}`).join("\n"))] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function optionText(name: string, option: Option<unknown>, paragraph: (text: string) => string): string {
  const kinds = {
    text: "text",
    count: `whole number from ${option.minimum ?? 0} on`,
    flag: "true or false",
    choice: (option.choices ?? []).join(" | "),
    list: "list of texts",
    lists: "named lists of texts",
  };
  return `  ${name} (${kinds[option.kind]}; default ${JSON.stringify(option.default)})\n${paragraph(`  ${option.description}`).replace(/^/gm, "  ")}`;
}
