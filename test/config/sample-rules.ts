import type { RuleInfo } from "../../src/config/config.ts";
import { choice, count, flag, list, text } from "../../src/rule/options.ts";

/** Two namespaces, both presets, an option of every kind. */
export const sampleRules: readonly RuleInfo[] = [
  { id: "schema/primary-key", severity: "error", preset: "recommended", summary: "every table has a primary key" },
  {
    id: "schema/naming",
    severity: "warning",
    preset: "strict",
    summary: "names follow one style",
    options: {
      style: choice("the style", ["snake", "camel"], "snake"),
      ignore: list("names left alone", ["id"]),
      length: count("the longest name", 63, 1),
      quoted: flag("quoted names too"),
      prefix: text("what every table begins with"),
    },
  },
  { id: "code/empty-catch", severity: "warning", preset: "recommended", summary: "no catch is empty" },
];
