import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/engine/lint.ts";
import { openTree } from "../../src/workspace/disk-tree.ts";

const root = path.join(import.meta.dirname, "../..");
const demo = path.join(root, "fixtures/projects/bookshop");

async function lintDemo() {
  return lint({ cwd: demo, tree: openTree(demo) });
}

describe("the documentation", () => {
  test.each([
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/how-it-reads.md",
    "docs/configuration.md",
    "docs/adopting.md",
  ])("%s links to files that exist", (file) => {
    const tree = openTree(root);
    const links = [...readFileSync(path.join(root, file), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      (match) => match[1] as string,
    );
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      expect(tree.resolve(file, link)).toEqual({
        file: path.posix.normalize(path.posix.join(path.posix.dirname(file), link)),
      });
  });
});

describe("the demo project", () => {
  test("has faults in at least six namespaces, some of them between two files", async () => {
    const { result } = await lintDemo();
    const namespaces = new Set(result.findings.map(({ rule }) => rule.slice(0, rule.indexOf("/"))));
    expect([...namespaces].sort()).toEqual([
      "boundary",
      "code",
      "contract",
      "decision",
      "migration",
      "openapi",
      "query",
      "schema",
    ]);
    const framing = result.findings.filter(({ primary, related }) => related.some(({ file }) => file !== primary.file));
    expect(framing.length).toBeGreaterThanOrEqual(5);
    expect(result.unread).toEqual([]);
    expect(result.crashed).toBe(false);
  });

  test("has the faults it was given, and no others", async () => {
    const { result } = await lintDemo();
    expect(result.findings.map(({ rule, primary }) => `${rule} ${primary.file}`).sort()).toMatchInlineSnapshot(`
      [
        "boundary/no-cycle services/orders/src/orders/orders.ts",
        "code/empty-catch services/orders/src/catalogue.ts",
        "code/no-hardcoded-secret services/orders/src/config.ts",
        "code/route-without-auth services/orders/src/orders/routes.ts",
        "contract/auth-matches contracts/catalogue.yaml",
        "contract/auth-matches services/orders/src/orders/routes.ts",
        "contract/operation-implemented contracts/catalogue.yaml",
        "contract/route-documented services/orders/src/orders/routes.ts",
        "decision/status docs/adr/0003-sessions.md",
        "decision/status docs/adr/0005-money-in-cents.md",
        "migration/breaks-code services/catalogue/migrations/000004_drop_biographies.up.sql",
        "migration/concurrent-index services/catalogue/migrations/000003_find_books_by_title.up.sql",
        "migration/has-rollback services/orders/migrations/000004_remember_shipping.up.sql",
        "migration/no-column-drop services/catalogue/migrations/000004_drop_biographies.up.sql",
        "openapi/consistent-error-schema contracts/orders.yaml",
        "openapi/operation-has-security contracts/catalogue.yaml",
        "query/filter-indexed services/orders/src/sales/repository.ts",
        "schema/foreign-key-index services/orders/migrations/000002_create_order_lines.up.sql",
        "schema/primary-key services/catalogue/migrations/000002_create_authors.up.sql",
      ]
    `);
  });
});
