import type { SeveritySetting } from "../config/config.ts";
import type { Tree } from "../workspace/tree.ts";
import { redocly } from "./equivalents.ts";
import { redoclyEquivalent, RuleSettings, type PeerSettings } from "./peer-rules.ts";
import { isMembers, listed, readData, type Members } from "./read-data.ts";

export const redoclyFiles = ["redocly.yaml", "redocly.yml", ".redocly.yaml", ".redocly.yml"] as const;

const severities = new Map<unknown, SeveritySetting>([
  ["error", "error"],
  ["warn", "warning"],
  ["off", "off"],
]);
const presets = new Set(["minimal", "recommended", "recommended-strict", "spec", "all"]);
const ruleKeys = ["rules", "oas2Rules", "oas3_0Rules", "oas3_1Rules", "oas3_2Rules"] as const;
const mostFiles = 20;

/** What a Redocly configuration asks of OpenAPI documents, with the local files it extends. Plugins are not run. */
export function readRedocly(tree: Tree, file: string): PeerSettings {
  const settings = new RuleSettings();
  const notes: string[] = [];
  const seen = new Set<string>();

  const readFile = (name: string): void => {
    if (seen.has(name) || seen.size >= mostFiles) return;
    seen.add(name);
    const read = readData(tree, name);
    if ("problem" in read) notes.push(`${name} cannot be read: ${read.problem}`);
    else if (!isMembers(read.value)) notes.push(`${name} holds no configuration: expected an object`);
    else readConfiguration(name, read.value);
  };

  const readConfiguration = (name: string, config: Members): void => {
    // Before version 1.0 all of it stood under `lint`, later under `styleguide` for a while.
    const inner = [config["lint"], config["styleguide"]].find(isMembers) ?? config;
    // Without any, Redocly runs `recommended`.
    const extended = inner["extends"] ?? (name === file ? "recommended" : undefined);
    for (const one of listed(extended)) extend(name, one);
    for (const key of ruleKeys) readRules(inner[key]);
    if (listed(inner["plugins"]).length > 0) notes.push(`the plugins of ${name} are code, which is not run`);
    for (const [api, of] of Object.entries(isMembers(config["apis"]) ? config["apis"] : {})) {
      if (isMembers(of) && ruleKeys.some((key) => of[key] !== undefined))
        notes.push(`${name} has other rules for the API ${api}: write them as \`overrides\` here`);
    }
  };

  const extend = (name: string, target: unknown): void => {
    if (typeof target !== "string") return;
    if (presets.has(target)) for (const id of Object.keys(redocly)) settings.extend(id);
    else if (/^\.{0,2}\/|\.ya?ml$/.test(target) && !/^https?:/.test(target)) {
      const found = tree.resolve(name, target);
      if ("file" in found) readFile(found.file);
      else notes.push(`${name} extends ${target}, which is not in the project`);
    } else notes.push(`${name} extends ${target}, which is not read: it is a plugin's or stands on the network`);
  };

  const readRules = (rules: unknown): void => {
    for (const [id, rule] of Object.entries(isMembers(rules) ? rules : {})) {
      settings.name(id, severities.get(isMembers(rule) ? rule["severity"] : rule) ?? null);
    }
  };

  readFile(file);
  return { peer: "Redocly", file, rules: settings.rules(redoclyEquivalent), notes };
}
