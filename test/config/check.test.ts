import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/config-error.ts";
import type { UserConfig } from "../../src/config/config.ts";
import { inlineConfig } from "../../src/config/load.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { invalidConfigs, validConfigs } from "./examples.ts";
import { sampleRules } from "./sample-rules.ts";

function linesOf(config: unknown): readonly string[] {
  try {
    resolveConfig(inlineConfig(config as UserConfig), sampleRules, { files: [] });
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
}

describe("a configuration", () => {
  it.each(validConfigs.map((config) => [config]))("may be %j", (config) => {
    expect(linesOf(config)).toEqual([]);
  });

  it.each(invalidConfigs)("%j is refused: %s", (config, line) => {
    expect(linesOf(config)).toEqual([`the configuration given: ${line}`]);
  });

  it("is told everything wrong with it at once", () => {
    expect(linesOf({ preset: 3, ignore: [""], rules: { a: [] } }).length).toBe(3);
  });

  it.each([undefined, Symbol("x"), () => ({})])("%s is no object", (value) => {
    expect(linesOf(value).length).toBe(1);
  });
});
