import type { Config } from "../config/config.ts";
import type { Report } from "../findings/report.ts";
import type { ActiveRule } from "../languages/language.ts";
import type { Namespace } from "../rule/contexts.ts";
import { namespaceOf, type AnyRule } from "../rule/define.ts";

export interface Reported {
  readonly rule: AnyRule;
  readonly report: Report;
}

/** The rules of one run, and what they report. */
export class ActiveRules {
  readonly reports: Reported[] = [];
  readonly rules: readonly AnyRule[];
  readonly #config: Config;

  constructor(rules: readonly AnyRule[], config: Config) {
    this.rules = rules;
    this.#config = config;
  }

  /** The rules that visit documents of a namespace, with the options that hold for `file`. */
  visitors(namespace: Namespace, file: string): readonly ActiveRule[] {
    const active: ActiveRule[] = [];
    for (const rule of this.rules) {
      if (!rule.visit || namespaceOf(rule.id) !== namespace) continue;
      const state = this.#config.rule(rule.id, file);
      if (state.severity !== "off") active.push(this.#activate(rule, state.options));
    }
    return active;
  }

  /** The rules that check the model of a namespace. */
  checkers(namespace: Namespace): readonly ActiveRule[] {
    return this.rules
      .filter((rule) => rule.check && namespaceOf(rule.id) === namespace)
      .map((rule) => this.#activate(rule, this.#config.rule(rule.id, null).options));
  }

  #activate(rule: AnyRule, options: Readonly<Record<string, unknown>>): ActiveRule {
    return { rule, options, report: (report) => this.reports.push({ rule, report }) };
  }
}
