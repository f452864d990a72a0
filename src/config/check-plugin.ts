import { didYouMean } from "../findings/did-you-mean.ts";
import type { AnyRule } from "../rule/define.ts";
import { isVisited, namespaces } from "../rule/namespaces.ts";
import type { OptionTable } from "../rule/options.ts";
import { apiVersion } from "../rule/plugin.ts";
import { takes, expectedBy } from "./option-value.ts";
import { described, oneOf } from "./config-error.ts";

type Told = (message: string) => void;
type Members = Readonly<Record<string, unknown>>;

/** A plugin that holds what it must. */
export interface CheckedPlugin {
  readonly name: string;
  readonly rules: readonly AnyRule[];
}

/** Whether a value is a plugin, as far as the engine relies on it; null when not, and each reason is told. */
export function checkPlugin(value: unknown, tell: Told): CheckedPlugin | null {
  let sound = true;
  const problem: Told = (message) => {
    sound = false;
    tell(message);
  };
  if (!isObject(value)) {
    tell(
      `expected a default export made with \`definePlugin({ name, api: ${apiVersion}, rules })\`, found ${described(value)}`,
    );
    return null;
  }
  const { name, api, rules } = value;
  if (typeof name !== "string" || !/^[a-z][a-z0-9-]*$/.test(name))
    problem(`\`name\`: expected lower-case letters, digits and dashes, found ${described(name)}`);
  if (api !== apiVersion)
    problem(`\`api\`: expected ${apiVersion}, the version of the API that this archlint has, found ${described(api)}`);
  if (!Array.isArray(rules) || rules.length === 0)
    problem(`\`rules\`: expected a list of rules made with \`defineRule\`, found ${described(rules)}`);
  else if (typeof name === "string") {
    const ids = new Set<unknown>();
    for (const [index, rule] of (rules as unknown[]).entries()) {
      const at =
        isObject(rule) && typeof rule["id"] === "string" ? `the rule \`${rule["id"]}\`` : `\`rules[${index}]\``;
      checkRule(rule, name, (message) => problem(`${at}: ${message}`));
      const id = isObject(rule) ? rule["id"] : undefined;
      if (id !== undefined && ids.has(id)) problem(`${at}: there are two rules of this id`);
      ids.add(id);
    }
  }
  return sound ? { name: name as string, rules: rules as readonly AnyRule[] } : null;
}

function checkRule(rule: unknown, plugin: string, problem: Told): void {
  if (!isObject(rule)) return problem(`expected a rule made with \`defineRule\`, found ${described(rule)}`);
  const { id } = rule;
  const expectedId = `<namespace>/${plugin}/<name>`;
  if (typeof id !== "string") return problem(`\`id\`: expected ${expectedId}, found ${described(id)}`);
  const [namespace = "", middle, name, ...more] = id.split("/");
  const known = namespaces.find((one) => one === namespace);
  if (!known)
    problem(
      `\`id\`: expected one of the namespaces ${oneOf(namespaces)}, for it says what the rule is given; found \`${namespace}\`${didYouMean(namespace, namespaces)}`,
    );
  else if (middle !== plugin || !/^[a-z][a-z0-9-]*$/.test(name ?? "") || more.length > 0)
    problem(
      `\`id\`: expected \`${namespace}/${plugin}/<name>\`, so that it stands for no rule of archlint or of another plugin`,
    );
  for (const key of ["practice", "since", "summary", "why", "fix", "tradeoff"])
    if (typeof rule[key] !== "string" || rule[key] === "")
      problem(`\`${key}\`: expected a text, found ${described(rule[key])}`);
  oneOfThese(rule, "severity", ["error", "warning", "info"], problem);
  oneOfThese(rule, "confidence", ["high", "medium", "low"], problem);
  oneOfThese(rule, "preset", ["recommended", "strict"], problem);
  const { references, visit, check } = rule;
  if (!Array.isArray(references) || references.some((url) => typeof url !== "string"))
    problem(`\`references\`: expected a list of URLs, found ${described(references)}`);
  if (check !== undefined && typeof check !== "function")
    problem(`\`check\`: expected a function, found ${described(check)}`);
  if (visit !== undefined && !isVisitor(visit))
    problem(`\`visit\`: expected an object of functions, found ${described(visit)}`);
  if (visit !== undefined && known && !isVisited(known))
    problem(`\`visit\`: rules of \`${namespace}\` are only called with \`check\``);
  if (check === undefined && visit === undefined) problem("expected `check` or `visit`, found neither");
  checkOptionTable(rule["options"], problem);
}

function oneOfThese(rule: Members, key: string, values: readonly string[], problem: Told): void {
  if (!values.includes(rule[key] as string))
    problem(
      `\`${key}\`: expected ${oneOf(values.map((value) => JSON.stringify(value)))}, found ${described(rule[key])}`,
    );
}

function isVisitor(visit: unknown): boolean {
  return isObject(visit) && Object.values(visit).every((method) => typeof method === "function");
}

function checkOptionTable(table: unknown, problem: Told): void {
  if (table === undefined) return;
  if (!isObject(table)) return problem(`\`options\`: expected an object, found ${described(table)}`);
  for (const [name, option] of Object.entries(table as OptionTable)) {
    const at = `\`options.${name}\`: `;
    const expected = isObject(option) ? expectedBy(option) : undefined;
    if (expected === undefined)
      problem(`${at}expected what text(), count(), flag(), choice(), list() or lists() gives`);
    else if (typeof option.description !== "string") problem(`${at}expected a description`);
    else if (!takes(option, option.default))
      problem(`${at}expected ${expected} as default, found ${described(option.default)}`);
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
