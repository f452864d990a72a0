import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { commitAll, git, gitRepository } from "../support/git.ts";
import { writeFiles } from "../support/temp-folder.ts";
import { archlintArguments, blocksOf, commandsOf, pages, shellLines } from "./pages.ts";

/** A project with something for each command: a contract, a service, a history with a fault, owners, another tool's ignores. */
const project = {
  "package.json": '{ "name": "shop", "dependencies": { "express": "5" } }',
  "openapi.yaml":
    "openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /v1/orders:\n    get:\n      responses: { '200': { description: Orders. } }\n",
  "services/orders/app.ts":
    'import express from "express";\nconst app = express();\napp.get("/v1/orders", (request, response) => response.json([]));\n',
  "migrations/0011_orders.up.sql": "CREATE TABLE orders (id bigint PRIMARY KEY);\n",
  "migrations/0011_orders.down.sql": "DROP TABLE orders;\n",
  "migrations/0012_lines.up.sql": "CREATE TABLE lines (order_id bigint REFERENCES orders (id));\n",
  "migrations/0012_lines.down.sql": "DROP TABLE lines;\n",
  CODEOWNERS: "* @shop\n",
  ".redocly.lint-ignore.yaml":
    "openapi.yaml:\n  operation-operationId:\n    - '#/paths/~1v1~1orders/get/operationId'\n",
} as const;

/** What a reader puts in these places. */
const stands: Readonly<Record<string, string>> = { $CI_MERGE_REQUEST_DIFF_BASE_SHA: "HEAD^", FETCH_HEAD: "HEAD^" };

/** Lines of shell that no test runs, and why. What is left of them is held against package.json below. */
const notRun: readonly (readonly [line: RegExp, reason: string])[] = [
  [/^npm ci\b/, "installs from a registry"],
  [/^npm install --save-dev archlint$/, "installs from a registry; scripts/check-package.ts installs what is packed"],
  [/^npm run (?:build|demo|oracle|new-rule)\b/, "a script of this repository, tested by itself"],
  [/^git clone /, "needs the network"],
  [/^npx lint-staged$/, "another tool"],
  [/^gh pr comment /, "needs the network and an account"],
  [/^comm -13 .*jq/, "needs jq and a checkout"],
];

/** Pages that walk through a project of their own, each run by a test of its own. */
const ownTests: readonly string[] = ["docs/first-five-minutes.md", "docs/why.md", "docs/writing-rules.md"];

function scratch(): string {
  const folder = gitRepository({ "README.md": "# Shop\n" });
  writeFiles(folder, project);
  commitAll(folder);
  git(folder, "update-ref", "refs/remotes/origin/main", "HEAD^");
  git(folder, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  return folder;
}

describe("the commands on the pages", () => {
  const withCommands = pages
    .filter((page) => !ownTests.includes(page))
    .map((page) => [page, commandsOf(page)] as const)
    .filter(([, commands]) => commands.length > 0);

  it("are found", () => {
    expect(withCommands.flatMap(([, commands]) => commands).length).toBeGreaterThan(40);
    expect(withCommands.length).toBeGreaterThan(8);
  });

  it.each(withCommands)("of %s run, one after the other", async (_page, commands) => {
    const folder = scratch();
    for (const command of commands) {
      const words = (archlintArguments(command) ?? []).map((word) => stands[word] ?? word);
      // It asks before it writes, and here nobody answers.
      const args = words[0] === "init" ? [...words, "--yes"] : words;
      const io = fakeIo({ cwd: folder });
      const code = await run(args, io);
      const reporting =
        /--fail-on never|^(?:rules|explain|model|init|baseline|practices|doctor)\b|--(?:list-files|print-config|help|version)/;
      const fine = reporting.test(args.join(" ")) ? [0] : [0, 1];
      expect(fine, `archlint ${args.join(" ")}\n${io.stderr.text}`).toContain(code);
      for (const [, file] of args.join(" ").matchAll(/--format \w+=(\S+)/g))
        expect(existsSync(join(folder, file as string)), `${file} of archlint ${args.join(" ")}`).toBe(true);
    }
  });

  it("and nothing else stands in shell blocks but what is listed here with its reason", () => {
    const others = pages.flatMap((page) =>
      blocksOf(page)
        .flatMap(shellLines)
        .filter((line) => archlintArguments(line) === null),
    );
    expect(others.filter((line) => !notRun.some(([pattern]) => pattern.test(line)))).toEqual([]);
    for (const [pattern] of notRun) expect(others.filter((line) => pattern.test(line))).not.toEqual([]);
  });

  it("name scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = pages.flatMap((page) =>
      [...readFileSync(new URL(`../../${page}`, import.meta.url), "utf8").matchAll(/npm run ([\w:-]+)/g)].map(
        ([, name]) => name as string,
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
