import { describe, expect, it } from "vitest";
import { findServices, serviceLookup } from "../../src/workspace/services.ts";
import { memoryTree } from "../support/memory-tree.ts";

const roots = (files: Record<string, string>) =>
  findServices(memoryTree(files)).map((service) => `${service.root}=${service.name}`);
const named = (name: string) => JSON.stringify({ name });

describe("the services of a repository", () => {
  it("are the root alone when nothing else is there", () => {
    expect(roots({ "src/a.ts": "" })).toEqual(["=root"]);
    expect(roots({ "package.json": named("shop") })).toEqual(["=shop"]);
  });

  it("are the npm or yarn workspaces, as a list or in an object", () => {
    const packages = {
      "apps/api/package.json": named("@x/api"),
      "libs/db/package.json": "{}",
      "other/package.json": "{}",
    };
    expect(roots({ ...packages, "package.json": '{"workspaces":["apps/*","./libs/db/"]}' })).toEqual([
      "=root",
      "apps/api=@x/api",
      "libs/db=db",
    ]);
    expect(roots({ ...packages, "package.json": '{"workspaces":{"packages":["apps/*"]}}' })).toEqual([
      "=root",
      "apps/api=@x/api",
    ]);
  });

  it("are those of pnpm-workspace.yaml, without what it takes away", () => {
    const yaml = "packages:\n  - 'apps/**'\n  - '!**/test/**'\n";
    const files = { "apps/api/package.json": "{}", "apps/api/test/x/package.json": "{}", "tools/package.json": "{}" };
    expect(roots({ ...files, "pnpm-workspace.yaml": yaml })).toEqual(["=root", "apps/api=api"]);
  });

  it("are the projects of Lerna, Nx and Nest", () => {
    expect(roots({ "lerna.json": '{"packages":["packages/*"]}', "packages/a/package.json": "{}" })).toEqual([
      "=root",
      "packages/a=a",
    ]);
    expect(roots({ "nx.json": "{}", "apps/api/project.json": "{}" })).toEqual(["=root", "apps/api=api"]);
    expect(
      roots({ "nest-cli.json": '{"projects":{"api":{"root":"apps/api"},"bad":3}}', "apps/api/src/main.ts": "" }),
    ).toEqual(["=root", "apps/api=api"]);
  });

  it("are the folders with a package.json where no workspace is declared, without tests and examples", () => {
    const files = {
      "api/package.json": "{}",
      "web/package.json": "{}",
      "api/test/fixtures/x/package.json": "{}",
      "examples/y/package.json": "{}",
    };
    expect(roots(files)).toEqual(["=root", "api=api", "web=web"]);
  });

  it("survive broken manifests", () => {
    const files = {
      "package.json": "{",
      "pnpm-workspace.yaml": "a: [",
      "lerna.json": "[]",
      "nest-cli.json": "3",
      "api/package.json": "\0",
    };
    expect(roots(files)).toEqual(["=root", "api=api"]);
  });

  it("are found innermost first", () => {
    const services = findServices(memoryTree({ "api/package.json": "{}", "api/admin/package.json": "{}" }));
    const serviceOf = serviceLookup(services);
    expect(["api/admin/x/y.ts", "api/a.ts", "apix/a.ts", "a.ts"].map((file) => serviceOf(file).root)).toEqual([
      "api/admin",
      "api",
      "",
      "",
    ]);
    expect(serviceLookup([])("a.ts")).toEqual({ root: "", name: "root" });
  });
});
