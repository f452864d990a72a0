import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/engine/lint.ts";
import { openTree } from "../../src/workspace/disk-tree.ts";
import { pages } from "../docs/pages.ts";

const root = path.join(import.meta.dirname, "../..");
const demo = path.join(root, "fixtures/projects/bookshop");

async function lintDemo() {
  return lint({ cwd: demo, tree: openTree(demo) });
}

describe("the documentation", () => {
  test.each(pages)("%s links to what exists in the repository", (file) => {
    const links = [...readFileSync(path.join(root, file), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      (match) => match[1] as string,
    );
    for (const link of links) {
      const target = path.join(root, path.dirname(file), link);
      expect(existsSync(target) && !path.relative(root, target).startsWith(".."), link).toBe(true);
    }
  });

  test("docs/README.md leads to every page", () => {
    const index = readFileSync(path.join(root, "docs/README.md"), "utf8");
    const own = pages.filter((page) => page !== "README.md" && page !== "docs/README.md");
    expect(own.length).toBeGreaterThan(15);
    for (const page of own)
      expect(index).toContain(`](${page.startsWith("docs/") ? `./${page.slice(5)}` : `../${page}`})`);
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
