import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../support/built-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const page = readFileSync(new URL("../../docs/writing-rules.md", import.meta.url), "utf8");

/** The first block of code in a language that holds a word. */
function block(language: string, word: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(
    ([, code = ""]) => code,
  );
  const found = blocks.find((code) => code.includes(word));
  if (found === undefined) throw new Error(`docs/writing-rules.md has no ${language} with ${word}`);
  return found;
}

describe("the page on writing rules", () => {
  it("leads from nothing to a tested rule", async () => {
    const folder = "test/archlint/schema/house/table-comment";
    const users = "CREATE TABLE users (id bigint PRIMARY KEY);\n";
    const cwd = tempFolder({
      "lint/rules.ts": block("ts", "definePlugin"),
      ".archlintrc.json": block("json", "./lint/rules.ts"),
      [`${folder}/bad-no-comment/migrations/001_users.sql`]: users,
      [`${folder}/good-commented/migrations/001_users.sql`]: `${users}COMMENT ON TABLE users IS 'who signs in';\n`,
    });
    expect((await runCli(["test"], { cwd })).code).toBe(1);
    expect((await runCli(["test", "--update"], { cwd })).code).toBe(0);
    expect(await runCli(["test"], { cwd })).toEqual({
      code: 0,
      stdout:
        "ok       schema/house/table-comment/bad-no-comment\nok       schema/house/table-comment/good-commented\n2 cases, 0 failed\n",
      stderr: "",
    });
  });

  it("shows a visitor that finds what it says", async () => {
    const cwd = tempFolder({
      "rules/no-process-exit.mjs": block("js", "CallExpression"),
      "rules/plugin.mjs":
        'import rule from "./no-process-exit.mjs";\nexport default { name: "house", api: 1, rules: [rule] };\n',
      ".archlintrc.json": '{"plugins":["./rules/plugin.mjs"]}',
      "src/server.ts":
        'import express from "express";\nconst app = express();\napp.get("/stop", () => process.exit(1));\napp.listen(80);\n',
    });
    const { stdout } = await runCli(["--only", "code/house", "--format", "compact"], { cwd });
    expect(stdout).toBe(
      "src/server.ts:3:24 warning code/house/no-process-exit `process.exit()` drops the requests being served\n",
    );
  });
});
