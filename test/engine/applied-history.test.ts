import { describe, expect, it } from "vitest";
import type { UserConfig } from "../../src/config/config.ts";
import { lint } from "../../src/engine/lint.ts";
import { memoryTree } from "../../src/tester/memory-tree.ts";

const tree = memoryTree({
  "db/migrations/0001_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);\n",
  "db/migrations/0002_email.sql": "CREATE INDEX users_email ON users (email);\n",
  "db/migrations/0003_name.sql": "CREATE INDEX users_name ON users (name);\n",
  "db/migrations/0004_orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, at timestamptz NOT NULL);\n",
  "db/migrations/0005_orders_at.sql": "CREATE INDEX orders_at ON orders (at);\n",
});
const files = (...numbers: string[]) => new Set(tree.files.filter((file) => numbers.some((one) => file.includes(one))));

async function found(
  history: NonNullable<UserConfig["history"]>,
  more: { added?: Set<string>; history?: boolean } = {},
) {
  const { result } = await lint({
    tree,
    config: { history },
    only: ["migration/concurrent-index"],
    changes: { added: more.added ?? new Set(), modified: new Set() },
    history: more.history ?? false,
  });
  const numbers = result.findings.map((finding) => {
    const number = /\/0*(\d+)_/.exec(finding.primary.file)?.[1];
    return finding.folded === undefined ? number : `${finding.folded} up to ${number}`;
  });
  return { numbers, warnings: result.warnings };
}

describe("history.from", () => {
  it.each(["3", "0003", "0003_name", "0003_name.sql", "db/migrations/0003_name.sql", "./db/migrations/0003_name.sql"])(
    "%s judges from there on, whatever `newest` says, and is silent before",
    async (from) => {
      expect(await found({ newest: 1, from })).toEqual({ numbers: ["3", "5"], warnings: [] });
    },
  );

  it("without it older ones fold to one line", async () => {
    expect((await found({ newest: 1 })).numbers).toEqual(["2 up to 3", "5"]);
  });

  it("what was added since the git base is judged wherever it stands, and --history shows all", async () => {
    expect((await found({ from: "5" }, { added: files("0002") })).numbers).toEqual(["2", "5"]);
    expect((await found({ from: "5" }, { history: true })).numbers).toEqual(["2", "3", "5"]);
  });

  it("a name that no migration has is told, and `newest` decides", async () => {
    expect(await found({ newest: 1, from: ["0003_nam"] })).toEqual({
      numbers: ["2 up to 3", "5"],
      warnings: [
        "the configuration given: `history.from`: no migration has `0003_nam` as its version, file name or path; did you mean `0003_name`?",
      ],
    });
  });
});

describe("history.release", () => {
  it("a table that another migration of the branch has made is nobody's yet", async () => {
    expect((await found({ from: "3", release: "branch" }, { added: files("0003", "0004", "0005") })).numbers).toEqual([
      "3",
    ]);
  });

  it("each migration goes live alone when nothing is said, and when git knows of no branch", async () => {
    expect((await found({ from: "3" }, { added: files("0003", "0004", "0005") })).numbers).toEqual(["3", "5"]);
    expect((await found({ from: "3", release: "branch" })).numbers).toEqual(["3", "5"]);
  });

  it("a table of an earlier release stays live", async () => {
    expect((await found({ from: "3", release: "branch" }, { added: files("0005") })).numbers).toContain("5");
  });
});
