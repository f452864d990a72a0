import { describe, expect, it } from "vitest";
import { createResolver } from "../../../src/languages/typescript/resolve.ts";
import { memoryTree } from "../../support/memory-tree.ts";

function resolver(files: Readonly<Record<string, string>>) {
  const resolve = createResolver(memoryTree(files));
  return (from: string, specifier: string): string => {
    const found = resolve(from, specifier);
    return "target" in found ? found.target : "package" in found ? `package ${found.package}` : "unresolved";
  };
}

describe("relative imports", () => {
  const resolve = resolver({
    "src/a.ts": "",
    "src/b.tsx": "",
    "src/c.mts": "",
    "src/d.cts": "",
    "src/e.js": "",
    "src/f/index.ts": "",
    "src/g.json": "{}",
    "src/h/package.json": '{ "main": "./lib/main.js" }',
    "src/h/lib/main.ts": "",
    "src/i.d.ts": "",
    "src/j.ts": "",
    "src/j.js": "",
    "src/k.service.ts": "",
    "index.ts": "",
  });
  it.each([
    ["./a", "src/a.ts"],
    ["./a.ts", "src/a.ts"],
    ["./a.js", "src/a.ts"],
    ["./b", "src/b.tsx"],
    ["./b.js", "src/b.tsx"],
    ["./b.jsx", "src/b.tsx"],
    ["./c.mjs", "src/c.mts"],
    ["./d.cjs", "src/d.cts"],
    ["./e", "src/e.js"],
    ["./f", "src/f/index.ts"],
    ["./f/", "src/f/index.ts"],
    ["./f/index.js", "src/f/index.ts"],
    ["./g.json", "src/g.json"],
    ["./h", "src/h/lib/main.ts"],
    ["./i", "src/i.d.ts"],
    ["./j", "src/j.ts"],
    ["./j.js", "src/j.js"],
    ["./k.service", "src/k.service.ts"],
    ["./a?raw", "src/a.ts"],
    ["../index", "index.ts"],
    ["..", "index.ts"],
    ["./nowhere", "unresolved"],
    ["../../outside", "unresolved"],
  ])("%s", (specifier, expected) => {
    expect(resolve("src/x.ts", specifier)).toBe(expected);
  });
});

describe("packages", () => {
  const resolve = resolver({ "package.json": '{ "name": "root", "dependencies": { "express": "5" } }', "a.ts": "" });
  it.each([
    ["express", "package express"],
    ["@nestjs/common", "package @nestjs/common"],
    ["lodash/fp", "package lodash"],
    ["node:fs", "package node:fs"],
    ["fs/promises", "package fs/promises"],
    ["@/users", "unresolved"],
    ["~/users", "unresolved"],
    ["", "unresolved"],
  ])("%s", (specifier, expected) => {
    expect(resolve("a.ts", specifier)).toBe(expected);
  });
});

describe("tsconfig.json", () => {
  it("follows paths of the nearest one, with comments, over extends, relative to where they are written", () => {
    const resolve = resolver({
      "tsconfig.base.json":
        '{ /* shared */ "compilerOptions": { "paths": { "@lib/*": ["libs/*/src"], "@lib/exact": ["libs/exact.ts"], "*": ["types/*"] }, }, }',
      "apps/api/tsconfig.json": '{ "extends": "../../tsconfig.base" }',
      "apps/web/tsconfig.json":
        '{ "extends": ["../../tsconfig.base.json"], "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["*", "generated/*"] } } }',
      "apps/web/src/a.ts": "",
      "apps/web/src/generated/g.ts": "",
      "libs/db/src/index.ts": "",
      "libs/exact.ts": "",
      "types/odd.d.ts": "",
    });
    expect(resolve("apps/api/src/x.ts", "@lib/db")).toBe("libs/db/src/index.ts");
    expect(resolve("apps/api/src/x.ts", "@lib/exact")).toBe("libs/exact.ts");
    expect(resolve("apps/api/src/x.ts", "@lib/none")).toBe("unresolved");
    expect(resolve("apps/api/src/x.ts", "odd")).toBe("types/odd.d.ts");
    expect(resolve("apps/api/src/x.ts", "express")).toBe("package express");
    expect(resolve("apps/web/src/x.ts", "@/a")).toBe("apps/web/src/a.ts");
    expect(resolve("apps/web/src/x.ts", "@/g")).toBe("apps/web/src/generated/g.ts");
    expect(resolve("apps/web/src/x.ts", "a")).toBe("apps/web/src/a.ts");
    expect(resolve("apps/web/src/x.ts", "@lib/db")).toBe("package @lib/db");
  });

  it("extends the configuration of a workspace package, and takes the paths of referenced projects", () => {
    const resolve = resolver({
      "package.json": '{ "workspaces": ["packages/*"] }',
      "packages/tsconfig/package.json": '{ "name": "@acme/tsconfig" }',
      "packages/tsconfig/base.json": '{ "compilerOptions": { "baseUrl": ".." } }',
      "packages/api/package.json": '{ "name": "api" }',
      "packages/api/tsconfig.json": '{ "extends": "@acme/tsconfig/base.json" }',
      "packages/web/tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      "packages/web/tsconfig.app.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
      "packages/web/src/a.ts": "",
    });
    expect(resolve("packages/api/x.ts", "web/src/a")).toBe("packages/web/src/a.ts");
    expect(resolve("packages/web/src/x.ts", "~/a")).toBe("packages/web/src/a.ts");
  });

  it.each([
    ["broken JSON", { "tsconfig.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] ' }],
    [
      "an extends that leads nowhere",
      { "tsconfig.json": '{ "extends": "./missing.json", "compilerOptions": { "paths": { "@/*": ["src/*"] } } }' },
    ],
    [
      "an extends of an unknown package",
      {
        "tsconfig.json":
          '{ "extends": "@tsconfig/node20/tsconfig.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      },
    ],
    [
      "an extends that loops",
      { "tsconfig.json": '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": { "@/*": ["src/*"] } } }' },
    ],
    [
      "odd values",
      {
        "tsconfig.json":
          '{ "extends": 3, "references": [null, 1], "compilerOptions": { "baseUrl": 1, "paths": { "@/*": ["src/*", 2], "x": null } } }',
      },
    ],
    ["jsconfig.json", { "jsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["src/*"] } } }' }],
  ])("reads what it can of %s", (_, files) => {
    expect(resolver({ ...files, "src/a.ts": "" })("src/x.ts", "@/a")).toBe("src/a.ts");
  });

  it("is nothing when it is not JSON at all", () => {
    expect(resolver({ "tsconfig.json": "nonsense", "a.ts": "" })("x.ts", "@/a")).toBe("unresolved");
  });
});

describe("package.json", () => {
  it("follows `imports`", () => {
    const resolve = resolver({
      "package.json":
        '{ "name": "a", "imports": { "#db": "./src/db.ts", "#lib/*": { "types": "./dist/lib/*.d.ts", "default": "./dist/lib/*.js" }, "#out": "express", "#gone": "./gone.js" } }',
      "src/db.ts": "",
      "src/lib/x.ts": "",
    });
    expect(resolve("src/a.ts", "#db")).toBe("src/db.ts");
    expect(resolve("src/a.ts", "#lib/x")).toBe("src/lib/x.ts");
    expect(resolve("src/a.ts", "#out")).toBe("package express");
    expect(resolve("src/a.ts", "#gone")).toBe("unresolved");
    expect(resolve("src/a.ts", "#none")).toBe("unresolved");
  });

  it.each([
    ["npm workspaces", { "package.json": '{ "workspaces": ["packages/*"] }' }],
    ["yarn's object", { "package.json": '{ "workspaces": { "packages": ["./packages/*/"] } }' }],
    ["pnpm-workspace.yaml", { "pnpm-workspace.yaml": "packages:\n  - packages/*\n  - '!packages/old'\n" }],
    ["no declared workspace", {}],
    ["a broken pnpm-workspace.yaml", { "pnpm-workspace.yaml": "packages: [" }],
  ])("finds the source of a workspace package with %s", (_, files) => {
    const resolve = resolver({
      ...files,
      "packages/db/package.json": '{ "name": "@acme/db", "main": "dist/index.js" }',
      "packages/db/src/index.ts": "",
      "packages/db/src/users.ts": "",
      "packages/db/package-x.json": "",
      "packages/api/package.json": '{ "name": "api" }',
    });
    expect(resolve("packages/api/a.ts", "@acme/db")).toBe("packages/db/src/index.ts");
    expect(resolve("packages/api/a.ts", "@acme/db/users")).toBe("packages/db/src/users.ts");
    expect(resolve("packages/api/a.ts", "@acme/db/none")).toBe("unresolved");
    expect(resolve("packages/api/a.ts", "@acme/other")).toBe("package @acme/other");
  });

  it("follows `exports`, conditions and patterns, from what is built to what is written", () => {
    const resolve = resolver({
      "package.json": '{ "workspaces": ["libs/*"] }',
      "libs/a/package.json":
        '{ "name": "a", "exports": { ".": { "import": { "types": "./dist/main.d.ts", "default": "./dist/main.js" } }, "./features/*.js": "./dist/features/*.js", "./plain": "./plain.ts" } }',
      "libs/a/src/main.ts": "",
      "libs/a/src/features/x.ts": "",
      "libs/a/plain.ts": "",
      "libs/b/package.json": '{ "name": "b", "exports": "./build/esm/index.mjs" }',
      "libs/b/src/index.mts": "",
      "libs/c/package.json": '{ "name": "c" }',
      "libs/c/index.ts": "",
    });
    expect(resolve("x.ts", "a")).toBe("libs/a/src/main.ts");
    expect(resolve("x.ts", "a/features/x.js")).toBe("libs/a/src/features/x.ts");
    expect(resolve("x.ts", "a/plain")).toBe("libs/a/plain.ts");
    expect(resolve("x.ts", "b")).toBe("libs/b/src/index.mts");
    expect(resolve("x.ts", "c")).toBe("libs/c/index.ts");
  });
});
