import { defaultPostgres, oldestPostgres, presets, releases, severitySettings } from "../../src/config/check-shape.ts";
import type { RuleInfo } from "../../src/config/config.ts";
import type { Option, OptionTable } from "../../src/rule/options.ts";

/** A JSON Schema, draft 7: the newest that editors complete and check from without a plugin. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The schema of a configuration file, for editors and for the package (`schema.json`). It accepts what the loader
 * accepts, and nothing else; a test holds them together.
 */
export function configSchema(rules: readonly RuleInfo[]): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "archlint configuration",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "where this schema is, such as ./node_modules/archlint/schema.json" },
      extends: {
        description:
          "configurations to begin with, files such as ./base.json or packages: later ones win, and this one over all",
        anyOf: [name, { type: "array", items: name }],
      },
      plugins: {
        type: "array",
        items: name,
        description: "rules of others: files such as ./lint/rules.ts, or packages; naming one runs its code",
      },
      preset: {
        enum: presets,
        default: "recommended",
        description: "the rules to begin with: `recommended` is nearly free of false alarms, `strict` is all of them",
      },
      ignore: { ...globs, default: [], description: "files never to read, beside what git ignores" },
      rules: {
        $ref: "#/definitions/rules",
        description: "severity and options by rule, `namespace/*` or `*`; the more exact one wins",
      },
      overrides: {
        type: "array",
        default: [],
        description: "other settings for some files; later ones win",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files", "rules"],
          properties: {
            files: { ...globs, minItems: 1, description: "the files it is for" },
            rules: { $ref: "#/definitions/rules" },
          },
        },
      },
      history: {
        type: "object",
        additionalProperties: false,
        description: "how migrations are judged",
        properties: {
          newest: {
            type: "integer",
            minimum: 0,
            default: 3,
            description:
              "how many of the newest migrations of each history are judged one by one, beside those since the git base",
          },
          from: {
            description:
              "the first migration that is judged, by version, file name or path, one for each history: from it on each is judged, those before it are left alone",
            anyOf: [
              { type: "string", minLength: 1 },
              { type: "array", items: { type: "string", minLength: 1 } },
            ],
          },
          release: {
            enum: releases,
            default: "migration",
            description:
              "what goes live at once, one migration or all that were added since the git base: nothing done to a table that the same release makes is unsafe",
          },
        },
      },
      guards: {
        type: "object",
        description:
          "guards and middleware whose code cannot be seen, by the name they are used under: whether they turn away requests without credentials",
        additionalProperties: { type: "boolean" },
      },
      services: {
        type: "object",
        description:
          "which documents describe a part of the repository and which migration histories it works on, by its folder (`.` for the root), where the source does not tell; an empty list says that there is none",
        additionalProperties: {
          type: "object",
          additionalProperties: false,
          properties: {
            documents: { ...globs, description: "globs of OpenAPI documents" },
            histories: { ...globs, description: "globs of folders of migrations" },
          },
        },
      },
      postgresVersion: {
        type: "integer",
        minimum: oldestPostgres,
        default: defaultPostgres,
        description:
          "the oldest major version of PostgreSQL the migrations still run on: a danger that ends with a version is silent from it on",
      },
    },
    definitions: {
      severity: { enum: severitySettings },
      glob: { type: "string", minLength: 1, pattern: "^[^!]" },
      rules: {
        type: "object",
        additionalProperties: false,
        properties: { ...patternSettings(rules), ...ruleSettings(rules) },
        patternProperties: pluginSettings(rules),
      },
    },
  };
}

const globs = { type: "array", items: { $ref: "#/definitions/glob" } };

const name = { type: "string", minLength: 1 };

/** Rules of plugins: which there are is known when the plugins are. */
function pluginSettings(rules: readonly RuleInfo[]): Record<string, JsonSchema> {
  const namespaces = [...new Set(rules.map((rule) => rule.id.slice(0, rule.id.indexOf("/"))))].toSorted();
  const plugin = `^(?:${namespaces.join("|")})/[a-z][a-z0-9-]*/`;
  const severity = { $ref: "#/definitions/severity" };
  return {
    [`${plugin}\\*$`]: severity,
    [`${plugin}[a-z][a-z0-9-]*$`]: {
      anyOf: [severity, { type: "array", items: [severity, { type: "object" }], minItems: 2, maxItems: 2 }],
    },
  };
}

function patternSettings(rules: readonly RuleInfo[]): Record<string, JsonSchema> {
  const namespaces = new Set(rules.map((rule) => rule.id.slice(0, rule.id.indexOf("/"))));
  const settings: Record<string, JsonSchema> = { "*": { $ref: "#/definitions/severity", description: "every rule" } };
  for (const namespace of [...namespaces].toSorted()) {
    settings[`${namespace}/*`] = { $ref: "#/definitions/severity", description: `every rule of ${namespace}` };
  }
  return settings;
}

function ruleSettings(rules: readonly RuleInfo[]): Record<string, JsonSchema> {
  const settings: Record<string, JsonSchema> = {};
  for (const rule of [...rules].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const options = Object.entries((rule.options ?? {}) as OptionTable).map(
      ([name, option]) => [name, optionSchema(option)] as const,
    );
    settings[rule.id] = {
      description: `${rule.summary} (${rule.preset}: ${rule.severity})`,
      anyOf: [
        { $ref: "#/definitions/severity" },
        {
          type: "array",
          items: [
            { $ref: "#/definitions/severity" },
            { type: "object", additionalProperties: false, properties: Object.fromEntries(options) },
          ],
          minItems: 2,
          maxItems: 2,
        },
      ],
    };
  }
  return settings;
}

function optionSchema(option: Option<unknown>): JsonSchema {
  const { description } = option;
  switch (option.kind) {
    case "text":
      return { type: "string", default: option.default, description };
    case "count":
      return { type: "integer", minimum: option.minimum ?? 0, default: option.default, description };
    case "flag":
      return { type: "boolean", default: option.default, description };
    case "choice":
      return { enum: option.choices ?? [], default: option.default, description };
    case "list":
      return { type: "array", items: { type: "string" }, default: option.default, description };
    case "lists":
      return {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
        default: option.default,
        description,
      };
  }
}
