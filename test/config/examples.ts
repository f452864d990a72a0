/** Configurations that the loader and the JSON Schema both accept, for the sample rules. */
export const validConfigs: readonly unknown[] = [
  {},
  { $schema: "./node_modules/archlint/schema.json" },
  { preset: "recommended" },
  { preset: "strict", ignore: [], rules: {}, overrides: [], history: {} },
  { extends: "./base.json", plugins: ["./lint/rules.ts", "archlint-plugin-acme"] },
  { extends: ["./base.json", "archlint-config-acme/strict.json"], plugins: [] },
  { ignore: ["legacy/**", "*.gen.ts"] },
  { history: { newest: 0 } },
  { guards: { requireSession: true, "auth.optional": false } },
  {
    services: { ".": { documents: [] }, "apps/api": { documents: ["contracts/*.yaml"], histories: ["db/migrations"] } },
  },
  { history: { from: "0042", release: "branch" } },
  { history: { from: ["0042_users", "other/V7__x.sql"], release: "migration" } },
  { postgresVersion: 17 },
  { rules: { "schema/primary-key": "off", "schema/*": "info", "*": "warning" } },
  { rules: { "schema/primary-key": ["error", {}] } },
  { rules: { "schema/naming": ["error", { style: "camel", ignore: [], length: 1, quoted: true, prefix: "" }] } },
  { overrides: [{ files: ["test/**"], rules: { "code/empty-catch": "off" } }] },
];

/** Configurations that both refuse, and how the loader says it. */
export const invalidConfigs: readonly (readonly [config: unknown, line: string])[] = [
  [null, "expected an object, found null"],
  [[], "expected an object, found an empty list"],
  ["strict", 'expected an object, found "strict"'],
  [{ $schema: 1 }, "`$schema`: expected a string, found 1"],
  [{ rule: {} }, "`rule`: there is no such key; did you mean `rules`?"],
  [
    { reporter: [] },
    "`reporter`: there is no such key; expected $schema, extends, plugins, preset, ignore, rules, overrides, history, guards, services or postgresVersion",
  ],
  [
    JSON.parse('{"__proto__":{"preset":"strict"}}'),
    "`__proto__`: there is no such key; expected $schema, extends, plugins, preset, ignore, rules, overrides, history, guards, services or postgresVersion",
  ],
  [
    { preset: "recomended" },
    '`preset`: expected "recommended" or "strict", found "recomended"; did you mean `recommended`?',
  ],
  [{ preset: null }, '`preset`: expected "recommended" or "strict", found null'],
  [{ extends: 3 }, "`extends`: expected a file such as `./base.json`, a package, or a list of them, found 3"],
  [{ extends: ["./a.json", ""] }, '`extends[1]`: expected a file or a package, found ""'],
  [{ plugins: "./rules.ts" }, '`plugins`: expected a list of files or packages, found "./rules.ts"'],
  [{ plugins: [3] }, "`plugins[0]`: expected a file such as `./lint/rules.ts`, or a package, found 3"],
  [{ ignore: "legacy" }, '`ignore`: expected a list of globs, found "legacy"'],
  [{ ignore: [""] }, '`ignore[0]`: expected a glob, found ""'],
  [{ ignore: ["a", 3] }, "`ignore[1]`: expected a glob, found 3"],
  [
    { ignore: ["!a"] },
    '`ignore[0]`: expected a glob without `!`, found "!a": what is not listed is not matched anyway',
  ],
  [{ history: 3 }, "`history`: expected an object, found 3"],
  [{ history: { newest: -1 } }, "`history.newest`: expected a whole number, 0 or more, found -1"],
  [{ history: { newest: 1.5 } }, "`history.newest`: expected a whole number, 0 or more, found 1.5"],
  [
    { history: { from: 42 } },
    "`history.from`: expected a migration's version, file name or path, or a list of them, found 42",
  ],
  [
    { history: { from: ["42", ""] } },
    '`history.from[1]`: expected a migration\'s version, file name or path, found ""',
  ],
  [
    { history: { release: "branches" } },
    '`history.release`: expected "migration" or "branch", found "branches"; did you mean `branch`?',
  ],
  [{ guards: { requireSession: "yes" } }, '`guards.requireSession`: expected true or false, found "yes"'],
  [{ services: { api: { document: [] } } }, "`services.api.document`: there is no such key; did you mean `documents`?"],
  [{ services: { api: { histories: "db" } } }, '`services.api.histories`: expected a list of globs, found "db"'],
  [{ postgresVersion: "15" }, '`postgresVersion`: expected a major version of PostgreSQL, 11 or later, found "15"'],
  [{ postgresVersion: 9.6 }, "`postgresVersion`: expected a major version of PostgreSQL, 11 or later, found 9.6"],
  [{ postgresVersion: 10 }, "`postgresVersion`: expected a major version of PostgreSQL, 11 or later, found 10"],
  [{ history: { newst: 1 } }, "`history.newst`: there is no such key; did you mean `newest`?"],
  [{ rules: [] }, "`rules`: expected an object, found an empty list"],
  [
    { rules: { "schema/primary-kee": "off" } },
    '`rules["schema/primary-kee"]`: there is no such rule; did you mean `schema/primary-key`?',
  ],
  [{ rules: { "no-console": "off" } }, '`rules["no-console"]`: there is no such rule; `archlint rules` lists them'],
  [{ rules: { "shema/*": "off" } }, '`rules["shema/*"]`: there are no such rules; did you mean `schema/*`?'],
  [
    { rules: { "typescript/*": "off" } },
    '`rules["typescript/*"]`: there are no such rules; expected *, code/* or schema/*',
  ],
  [
    { rules: { "schema/primary-key": "warn" } },
    '`rules["schema/primary-key"]`: expected "error", "warning", "info" or "off", or a list such as ["error", { "option": value }], found "warn"',
  ],
  [
    { rules: { "schema/primary-key": true } },
    '`rules["schema/primary-key"]`: expected "error", "warning", "info" or "off", or a list such as ["error", { "option": value }], found true',
  ],
  [
    { rules: { "schema/naming": ["errror", {}] } },
    '`rules["schema/naming"][0]`: expected "error", "warning", "info" or "off", found "errror"; did you mean `error`?',
  ],
  [
    { rules: { "schema/naming": ["error"] } },
    '`rules["schema/naming"]`: expected a severity and an object of options, found a list of 1',
  ],
  [
    { rules: { "schema/naming": ["error", {}, {}] } },
    '`rules["schema/naming"]`: expected a severity and an object of options, found a list of 3',
  ],
  [
    { rules: { "schema/naming": ["error", []] } },
    '`rules["schema/naming"][1]`: expected an object, found an empty list',
  ],
  [
    { rules: { "schema/*": ["error", {}] } },
    '`rules["schema/*"][1]`: expected a severity alone: options belong to one rule, and this names several',
  ],
  [
    { rules: { "schema/naming": ["error", { stile: "snake" }] } },
    '`rules["schema/naming"][1].stile`: there is no such option; did you mean `style`?',
  ],
  [
    { rules: { "schema/naming": ["error", { max: 1 }] } },
    '`rules["schema/naming"][1].max`: there is no such option; expected style, ignore, length, quoted or prefix',
  ],
  [
    { rules: { "code/empty-catch": ["error", { max: 1 }] } },
    '`rules["code/empty-catch"][1].max`: there is no such option; `code/empty-catch` has no options',
  ],
  [
    { rules: { "schema/naming": ["error", { style: "snak" }] } },
    '`rules["schema/naming"][1].style`: expected "snake" or "camel", found "snak"; did you mean `snake`?',
  ],
  [
    { rules: { "schema/naming": ["error", { ignore: "id" }] } },
    '`rules["schema/naming"][1].ignore`: expected a list of strings, found "id"',
  ],
  [
    { rules: { "schema/naming": ["error", { ignore: ["id", 3] }] } },
    '`rules["schema/naming"][1].ignore`: expected a list of strings, found a list with 3',
  ],
  [
    { rules: { "schema/naming": ["error", { length: 0 }] } },
    '`rules["schema/naming"][1].length`: expected a whole number, 1 or more, found 0',
  ],
  [
    { rules: { "schema/naming": ["error", { length: "9" }] } },
    '`rules["schema/naming"][1].length`: expected a whole number, 1 or more, found "9"',
  ],
  [
    { rules: { "schema/naming": ["error", { quoted: "yes" }] } },
    '`rules["schema/naming"][1].quoted`: expected true or false, found "yes"',
  ],
  [
    { rules: { "schema/naming": ["error", { prefix: {} }] } },
    '`rules["schema/naming"][1].prefix`: expected a string, found an object',
  ],
  [
    { overrides: {} },
    '`overrides`: expected a list of objects such as { "files": [...], "rules": {...} }, found an object',
  ],
  [{ overrides: [3] }, "`overrides[0]`: expected an object, found 3"],
  [{ overrides: [{ files: [], rules: {} }] }, "`overrides[0].files`: expected at least one glob, found an empty list"],
  [{ overrides: [{ files: "a", rules: {} }] }, '`overrides[0].files`: expected a list of globs, found "a"'],
  [{ overrides: [{ rules: {} }] }, "`overrides[0].files`: expected a list of globs, found nothing"],
  [{ overrides: [{ files: ["a"] }] }, "`overrides[0].rules`: expected an object, found nothing"],
  [
    { overrides: [{ files: ["a"], rules: {}, rule: {} }] },
    "`overrides[0].rule`: there is no such key; did you mean `rules`?",
  ],
  [
    { overrides: [{ files: ["a"], rules: { "schema/naming": ["off", { lenght: 3 }] } }] },
    '`overrides[0].rules["schema/naming"][1].lenght`: there is no such option; did you mean `length`?',
  ],
];
