import { describe, expect, it } from "vitest";
import { dependencyLookup } from "../../src/workspace/dependencies.ts";
import { memoryTree } from "../support/memory-tree.ts";

describe("dependencyLookup", () => {
  const lookup = dependencyLookup(
    memoryTree({
      "package.json": JSON.stringify({ dependencies: { express: "^5.0.0" }, devDependencies: { pg: "8.0.0" } }),
      "api/package.json": JSON.stringify({
        dependencies: { express: "4.21.0" },
        devDependencies: { express: "3.0.0" },
      }),
      "broken/package.json": "{",
      "strange/package.json": JSON.stringify({ dependencies: { express: 4 } }),
    }),
  );

  it("answers by the nearest manifest that names the package", () => {
    expect(lookup("api/src/app.ts", "express")).toBe("4.21.0");
    expect(lookup("src/app.ts", "express")).toBe("^5.0.0");
    expect(lookup("api/src/app.ts", "pg")).toBe("8.0.0");
    expect(lookup("app.ts", "koa")).toBeNull();
  });

  it("looks past manifests that are broken or say no version", () => {
    expect(lookup("broken/app.ts", "express")).toBe("^5.0.0");
    expect(lookup("strange/app.ts", "express")).toBe("^5.0.0");
  });
});
