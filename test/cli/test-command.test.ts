import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const bare = "CREATE TABLE orders (total bigint);\n";
const keyed = "CREATE TABLE orders (id bigint PRIMARY KEY);\n";
const folder = "test/archlint";
const bad = `${folder}/schema/primary-key/bad-none`;

async function archlint(cwd: string, ...args: string[]) {
  const io = fakeIo({ cwd });
  const code = await run(["test", ...args], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

const project = (more: Record<string, string> = {}): string =>
  tempFolder({
    ".archlintrc.json": '{"rules":{"schema/primary-key":"info"}}',
    [`${bad}/migrations/001_a.sql`]: bare,
    [`${folder}/schema/primary-key/good-key/migrations/001_a.sql`]: keyed,
    [`${folder}/whole/good-all/migrations/001_a.sql`]: keyed,
    ...more,
  });

describe("archlint test", () => {
  it("fails until what is found is what is expected, under the project's own configuration", async () => {
    const cwd = project();
    const first = await archlint(cwd);
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(
      /^FAILED {3}schema\/primary-key\/bad-none\n {4}there is no expected\.txt yet; --update writes what is found:\n {4}info\[schema\/primary-key\]: /,
    );
    expect(first.stdout).toMatch(/\nok {7}schema\/primary-key\/good-key\nok {7}whole\/good-all\n3 cases, 1 failed\n$/);

    const updated = await archlint(cwd, "--update");
    expect(updated).toMatchObject({ code: 0, stderr: "" });
    expect(updated.stdout).toMatch(
      /^written {2}schema\/primary-key\/bad-none\n[^]*3 cases, 0 failed, 1 written anew: read it\n$/,
    );
    expect(readFileSync(path.join(cwd, bad, "expected.txt"), "utf8")).toMatch(
      /^info\[schema\/primary-key\]: table `orders`/,
    );
    expect((await archlint(cwd)).code).toBe(0);

    writeFileSync(path.join(cwd, bad, "migrations/001_a.sql"), bare.replace("orders", "bills"));
    const changed = await archlint(cwd, folder);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain("    expected (-) and found (+):\n    - info[schema/primary-key]: table `orders`");
    expect(changed.stdout).toContain("    + info[schema/primary-key]: table `bills`");
  });

  it("does not let a case pass that is not what its name says, nor write it down", async () => {
    const cwd = project({
      [`${bad}/migrations/001_a.sql`]: keyed,
      [`${folder}/schema/primary-key/good-key/migrations/001_a.sql`]: bare,
      [`${folder}/whole/bad-unread/notes.txt`]: "x",
    });
    const { code, stdout } = await archlint(cwd, "--update");
    expect(code).toBe(1);
    expect(stdout).toContain("bad-none\n    expected findings, found none\n");
    expect(stdout).toContain("good-key\n    expected nothing, found:\n    info[schema/primary-key]");
    expect(stdout).toContain("bad-unread\n    none of its files was read: notes.txt: ");
    expect(stdout).toMatch(/\n4 cases, 3 failed\n$/);
  });

  it("runs all that the configuration turns on where no rule is named, and compares a change", async () => {
    const cwd = project({
      [`${folder}/bad-shop/migrations/001_a.sql`]: bare,
      [`${folder}/migration/immutable-history/bad-edited/base/migrations/001_a.sql`]: bare,
      [`${folder}/migration/immutable-history/bad-edited/head/migrations/001_a.sql`]: keyed,
    });
    await archlint(cwd, "--update");
    expect(readFileSync(path.join(cwd, folder, "bad-shop/expected.txt"), "utf8")).toContain("[schema/primary-key]");
    expect(readFileSync(path.join(cwd, folder, "migration/immutable-history/bad-edited/expected.txt"), "utf8")).toMatch(
      /^\w+\[migration\/immutable-history\]/,
    );
  });

  it.each([
    [["nowhere"], "there is no file or folder nowhere"],
    [["a", "b"], "archlint test takes one folder"],
    [["migrations"], "there is no folder bad-… or good-… with files under migrations"],
    [["typo"], "typo/schema/primary-kee: there is no such rule; did you mean `schema/primary-key`?"],
  ])("refuses %j in words", async (args, message) => {
    const cwd = project({
      "migrations/001_a.sql": keyed,
      "typo/schema/primary-kee/bad-none/migrations/001_a.sql": bare,
    });
    const { code, stderr } = await archlint(cwd, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("fails as archlint does when a rule crashes", async () => {
    const cwd = project({
      ".archlintrc.json": '{"plugins":["./rules.mjs"]}',
      "rules.mjs": `export default { name: "house", api: 1, rules: [{ id: "schema/house/broken", practice: "p", since: "1", summary: "s",
        why: "w", fix: "f", tradeoff: "t", references: [], severity: "error", confidence: "high", preset: "recommended",
        check() { throw new Error("no"); } }] };`,
      [`${folder}/schema/house/broken/good-any/migrations/001_a.sql`]: keyed,
    });
    const { code, stdout } = await archlint(cwd);
    expect(code).toBe(2);
    expect(stdout).toContain("good-any\n    a rule crashed:\n    error[archlint/crashed]");
  });
});
