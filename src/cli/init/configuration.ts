import type { UserConfig } from "../../config/config.ts";
import type { Carried } from "../../peers/carry.ts";

export const configurationFile = ".archlintrc.yaml";

/** The first configuration: small, and every line of it says what it is for. */
export function configurationText(carried: readonly Carried[]): string {
  const rules = carried.flatMap(({ rule, severity, from }) => [`  # as ${from.join(", ")}`, `  ${rule}: ${severity}`]);
  return `${[
    "# yaml-language-server: $schema=./node_modules/archlint/schema.json",
    "",
    "# recommended: nearly free of false alarms. strict: more rules, and findings that are less sure.",
    "preset: recommended",
    "",
    "# Files never to read, beside what git ignores.",
    '# ignore: ["legacy/**"]',
    "",
    "# The first migration that is judged; what was applied before it is history.",
    '# history: { from: "0042" }',
    "",
    "# error, warning, info or off for a rule or for all of a namespace; archlint rules lists them.",
    ...(rules.length > 0 ? ["rules:", ...rules] : ["# rules:", "#   schema/*: error"]),
  ].join("\n")}\n`;
}

/** The same as a value. */
export function configurationValue(carried: readonly Carried[]): UserConfig {
  return { preset: "recommended", rules: Object.fromEntries(carried.map(({ rule, severity }) => [rule, severity])) };
}
