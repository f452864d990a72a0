import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../scripts/generate/config-schema.ts";
import type { RuleInfo } from "../../src/config/config.ts";
import { invalidConfigs, validConfigs } from "./examples.ts";
import { sampleRules } from "./sample-rules.ts";

const schema = configSchema(sampleRules);
const validate = new Ajv({ strict: true, allErrors: true, strictTuples: false }).compile(schema);

describe("the JSON Schema of the configuration", () => {
  it.each(validConfigs.map((config) => [config]))("accepts what the loader accepts: %j", (config) => {
    expect([validate(config), validate.errors]).toEqual([true, null]);
  });

  it.each(invalidConfigs.map(([config]) => [config]))("refuses what the loader refuses: %j", (config) => {
    expect(validate(config)).toBe(false);
  });

  it("describes every rule and option, with defaults that it accepts itself", () => {
    const { properties } = (schema["definitions"] as { rules: { properties: Record<string, unknown> } }).rules;
    expect(Object.keys(properties)).toEqual([
      "*",
      "code/*",
      "schema/*",
      "code/empty-catch",
      "schema/naming",
      "schema/primary-key",
    ]);
    expect(properties["schema/naming"]).toMatchObject({
      description: "names follow one style (strict: warning)",
      anyOf: [
        {},
        {
          items: [
            {},
            { properties: { length: { type: "integer", minimum: 1, default: 63, description: "the longest name" } } },
          ],
        },
      ],
    });
    for (const rule of sampleRules) {
      const defaults = Object.fromEntries(
        Object.entries(rule.options ?? {}).map(([name, option]) => [name, (option as { default: unknown }).default]),
      );
      expect([validate({ rules: { [rule.id]: ["error", defaults] } }), rule.id]).toEqual([true, rule.id]);
    }
  });

  it("does not depend on the order of the rules", () => {
    expect(JSON.stringify(configSchema(sampleRules.toReversed()))).toBe(JSON.stringify(schema));
  });

  it("accepts the defaults of every built-in rule", async () => {
    const { rules } = (await import("../../rules/registry.ts")) as { rules: readonly RuleInfo[] };
    const check = new Ajv({ strict: true, strictTuples: false }).compile(configSchema(rules));
    for (const rule of rules) {
      const defaults = Object.fromEntries(
        Object.entries(rule.options ?? {}).map(([name, option]) => [name, (option as { default: unknown }).default]),
      );
      expect([check({ rules: { [rule.id]: [rule.severity, defaults] } }), rule.id]).toEqual([true, rule.id]);
    }
  });
});
