import { described, oneOf, Problems } from "./config-error.ts";
import type { KeyPath, UserConfig } from "./config.ts";
import { didYouMean } from "../findings/did-you-mean.ts";

export const presets = ["recommended", "strict"] as const;
export const severitySettings = ["error", "warning", "info", "off"] as const;

export const releases = ["migration", "branch"] as const;

/** The oldest major version of PostgreSQL that the claims about locks are made for; the default is the oldest one that its project still supports. */
export const oldestPostgres = 11;
export const defaultPostgres = 14;

/** Every key of a configuration. */
const configKeys = [
  "$schema",
  "extends",
  "plugins",
  "preset",
  "ignore",
  "rules",
  "overrides",
  "history",
  "guards",
  "services",
  "postgresVersion",
];

/**
 * Checks what can be said without knowing the rules. Throws a ConfigError with every problem.
 *
 * @param where says where a value stands, for people
 */
export function checkShape(value: unknown, where: (path: KeyPath) => string): UserConfig {
  const problems = new Problems(where);
  const config = object(problems, [], value, configKeys);
  if (config) {
    if (config["$schema"] !== undefined && typeof config["$schema"] !== "string")
      expected(problems, ["$schema"], "a string", config["$schema"]);
    if (config["extends"] !== undefined) bases(problems, config["extends"]);
    if (config["plugins"] !== undefined) plugins(problems, config["plugins"]);
    if (config["preset"] !== undefined) choice(problems, ["preset"], config["preset"], presets);
    if (config["ignore"] !== undefined) globs(problems, ["ignore"], config["ignore"]);
    if (config["rules"] !== undefined) settings(problems, ["rules"], config["rules"]);
    if (config["overrides"] !== undefined) overrides(problems, config["overrides"]);
    if (config["history"] !== undefined) history(problems, config["history"]);
    if (config["guards"] !== undefined) guards(problems, config["guards"]);
    if (config["services"] !== undefined) services(problems, config["services"]);
    if (config["postgresVersion"] !== undefined) postgresVersion(problems, config["postgresVersion"]);
  }
  problems.throwIfAny();
  return value as UserConfig;
}

type Members = Readonly<Record<string, unknown>>;

/** The members of an object whose keys are all known; null, and a problem, for anything else. */
function object(problems: Problems, path: KeyPath, value: unknown, keys: readonly string[] | null): Members | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    expected(problems, path, "an object", value);
    return null;
  }
  for (const key of keys === null ? [] : Object.keys(value)) {
    if (keys?.includes(key)) continue;
    const near = didYouMean(key, keys as readonly string[]);
    problems.add([...path, key], `there is no such key${near || `; expected ${oneOf(keys as readonly string[])}`}`);
  }
  return value as Members;
}

function bases(problems: Problems, value: unknown): void {
  const what = "a file such as `./base.json`, a package, or a list of them";
  if (!Array.isArray(value)) {
    if (typeof value !== "string" || value === "") expected(problems, ["extends"], what, value);
    return;
  }
  for (const [index, name] of value.entries())
    if (typeof name !== "string" || name === "") expected(problems, ["extends", index], "a file or a package", name);
}

/** What a plugin itself must be is seen when it is loaded; data can only name it. */
function plugins(problems: Problems, value: unknown): void {
  if (!Array.isArray(value)) return expected(problems, ["plugins"], "a list of files or packages", value);
  for (const [index, plugin] of value.entries()) {
    const isGiven = typeof plugin === "object" && plugin !== null;
    if (!isGiven && (typeof plugin !== "string" || plugin === ""))
      expected(problems, ["plugins", index], "a file such as `./lint/rules.ts`, or a package", plugin);
  }
}

function overrides(problems: Problems, value: unknown): void {
  if (!Array.isArray(value))
    return expected(problems, ["overrides"], 'a list of objects such as { "files": [...], "rules": {...} }', value);
  for (const [index, entry] of value.entries()) {
    const path = ["overrides", index];
    const override = object(problems, path, entry, ["files", "rules"]);
    if (!override) continue;
    globs(problems, [...path, "files"], override["files"]);
    if (Array.isArray(override["files"]) && override["files"].length === 0)
      expected(problems, [...path, "files"], "at least one glob", override["files"]);
    settings(problems, [...path, "rules"], override["rules"]);
  }
}

function history(problems: Problems, value: unknown): void {
  const { newest, from, release } = object(problems, ["history"], value, ["newest", "from", "release"]) ?? {};
  if (newest !== undefined && !(Number.isInteger(newest) && (newest as number) >= 0)) {
    expected(problems, ["history", "newest"], "a whole number, 0 or more", newest);
  }
  if (from !== undefined) migrationNames(problems, from);
  if (release !== undefined) choice(problems, ["history", "release"], release, releases);
}

function migrationNames(problems: Problems, from: unknown): void {
  const path = ["history", "from"];
  if (!Array.isArray(from)) {
    if (typeof from !== "string" || from === "")
      expected(problems, path, "a migration's version, file name or path, or a list of them", from);
    return;
  }
  for (const [index, name] of from.entries()) {
    if (typeof name !== "string" || name === "")
      expected(problems, [...path, index], "a migration's version, file name or path", name);
  }
}

function guards(problems: Problems, value: unknown): void {
  for (const [name, enforces] of Object.entries(object(problems, ["guards"], value, null) ?? {}))
    if (typeof enforces !== "boolean") expected(problems, ["guards", name], "true or false", enforces);
}

function services(problems: Problems, value: unknown): void {
  for (const [root, entry] of Object.entries(object(problems, ["services"], value, null) ?? {})) {
    const path = ["services", root];
    const service = object(problems, path, entry, ["documents", "histories"]) ?? {};
    for (const key of ["documents", "histories"])
      if (service[key] !== undefined) globs(problems, [...path, key], service[key]);
  }
}

function postgresVersion(problems: Problems, value: unknown): void {
  if (Number.isInteger(value) && (value as number) >= oldestPostgres) return;
  expected(problems, ["postgresVersion"], `a major version of PostgreSQL, ${oldestPostgres} or later`, value);
}

function settings(problems: Problems, path: KeyPath, value: unknown): void {
  for (const [rule, setting] of Object.entries(object(problems, path, value, null) ?? {})) {
    const at = [...path, rule];
    if (!Array.isArray(setting)) {
      choice(problems, at, setting, severitySettings, 'or a list such as ["error", { "option": value }]');
      continue;
    }
    if (setting.length !== 2) {
      problems.add(at, `expected a severity and an object of options, found a list of ${setting.length}`);
      continue;
    }
    choice(problems, [...at, 0], setting[0], severitySettings);
    const options = object(problems, [...at, 1], setting[1], null);
    if (options && isPattern(rule))
      problems.add([...at, 1], "expected a severity alone: options belong to one rule, and this names several");
  }
}

/** Whether a key of `rules` names several rules. */
export function isPattern(key: string): boolean {
  return key === "*" || key.endsWith("/*");
}

function globs(problems: Problems, path: KeyPath, value: unknown): void {
  if (!Array.isArray(value)) return expected(problems, path, "a list of globs", value);
  for (const [index, glob] of value.entries()) {
    const at = [...path, index];
    if (typeof glob !== "string" || glob === "") expected(problems, at, "a glob", glob);
    else if (glob.startsWith("!"))
      problems.add(
        at,
        `expected a glob without \`!\`, found ${described(glob)}: what is not listed is not matched anyway`,
      );
  }
}

function choice(problems: Problems, path: KeyPath, value: unknown, choices: readonly string[], or = ""): void {
  if (typeof value === "string" && choices.includes(value)) return;
  const near = typeof value === "string" ? didYouMean(value, choices) : "";
  expected(problems, path, oneOf(choices.map((name) => JSON.stringify(name))) + (or && `, ${or}`), value, near);
}

function expected(problems: Problems, path: KeyPath, what: string, found: unknown, near = ""): void {
  problems.add(path, `expected ${what}, found ${described(found)}${near}`);
}
