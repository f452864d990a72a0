import { describe, expect, it } from "vitest";
import * as archlint from "../src/index.ts";

describe("the public API", () => {
  it("is what it says, and grows only on purpose", () => {
    expect(Object.keys(archlint).sort()).toEqual([
      "RuleTester",
      "choice",
      "count",
      "defineConfig",
      "defineRule",
      "flag",
      "lint",
      "list",
      "lists",
      "text",
    ]);
  });
});
