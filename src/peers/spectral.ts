import type { SeveritySetting } from "../config/config.ts";
import type { Tree } from "../workspace/tree.ts";
import { owasp, spectralOas } from "./equivalents.ts";
import { RuleSettings, spectralEquivalent, type PeerSettings } from "./peer-rules.ts";
import { isMembers, listed, readData, type Members } from "./read-data.ts";

export const spectralFiles = [".spectral.yaml", ".spectral.yml", ".spectral.json", ".spectral.js"] as const;

/** Spectral's names, and DiagnosticSeverity by number. */
const severities = new Map<unknown, SeveritySetting>([
  ["error", "error"],
  ["warn", "warning"],
  ["info", "info"],
  ["hint", "info"],
  ["off", "off"],
  [false, "off"],
  [0, "error"],
  [1, "warning"],
  [2, "info"],
  [3, "info"],
  [-1, "off"],
]);
const mostFiles = 20;

/** What a Spectral ruleset asks for, with the local files it extends. JavaScript is named and not run. */
export function readSpectral(tree: Tree, file: string): PeerSettings {
  const settings = new RuleSettings();
  const notes: string[] = [];
  const seen = new Set<string>();

  const readFile = (name: string): void => {
    if (seen.has(name) || seen.size >= mostFiles) return;
    seen.add(name);
    if (/\.[mc]?[jt]s$/.test(name)) {
      notes.push(`${name} is code, which is not run: what it asks for is unknown here`);
      return;
    }
    const read = readData(tree, name);
    if ("problem" in read) notes.push(`${name} cannot be read: ${read.problem}`);
    else if (!isMembers(read.value))
      notes.push(`${name} holds no ruleset: expected an object with \`extends\` or \`rules\``);
    else readRuleset(name, read.value);
  };

  const readRuleset = (name: string, ruleset: Members): void => {
    for (const extended of listed(ruleset["extends"])) extend(name, extended);
    readRules(ruleset["rules"]);
    for (const override of listed(ruleset["overrides"])) {
      if (!isMembers(override)) continue;
      const files = listed(override["files"]).join(", ");
      notes.push(`${name} has other settings for ${files || "some files"}: write them as \`overrides\` here`);
    }
  };

  const extend = (name: string, extended: unknown): void => {
    const [target, scope] = Array.isArray(extended) ? (extended as unknown[]) : [extended];
    if (typeof target !== "string" || scope === "off") return;
    if (target === "spectral:oas") for (const id of Object.keys(spectralOas)) settings.extend(id);
    else if (/spectral-owasp-ruleset/.test(target)) for (const id of Object.keys(owasp)) settings.extend(`owasp:${id}`);
    else if (target.startsWith("spectral:")) notes.push(`${target} is for documents that archlint does not read`);
    else if (/^\.{0,2}\//.test(target)) {
      const found = tree.resolve(name, target);
      if ("file" in found) readFile(found.file);
      else notes.push(`${name} extends ${target}, which is not in the project`);
    } else notes.push(`${name} extends ${target}, which is not read: it is a package or stands on the network`);
  };

  const readRules = (rules: unknown): void => {
    for (const [id, rule] of Object.entries(isMembers(rules) ? rules : {})) {
      const written = isMembers(rule) ? (rule["severity"] ?? (Object.hasOwn(rule, "given") ? "warn" : true)) : rule;
      settings.name(id, severities.get(written) ?? null);
    }
  };

  readFile(file);
  return { peer: "Spectral", file, rules: settings.rules(spectralEquivalent), notes };
}
