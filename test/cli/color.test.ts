import { describe, expect, it } from "vitest";
import { colorLevel } from "../../src/cli/color.ts";
import { paletteOf } from "../../src/cli/palette.ts";

describe("the decision on colour", () => {
  it.each([
    ["a terminal", undefined, {}, true, 1],
    ["a pipe", undefined, {}, false, 0],
    ["the flag always, against everything", "always", { NO_COLOR: "1", TERM: "dumb" }, false, 1],
    ["the flag never, against everything", "never", { FORCE_COLOR: "3" }, true, 0],
    ["the flag auto", "auto", { NO_COLOR: "1" }, true, 0],
    ["NO_COLOR on a terminal", undefined, { NO_COLOR: "1" }, true, 0],
    ["an empty NO_COLOR, which says nothing", undefined, { NO_COLOR: "" }, true, 1],
    ["NO_COLOR before FORCE_COLOR", undefined, { NO_COLOR: "1", FORCE_COLOR: "1" }, true, 0],
    ["FORCE_COLOR into a pipe", undefined, { FORCE_COLOR: "1" }, false, 1],
    ["FORCE_COLOR with a level", undefined, { FORCE_COLOR: "3" }, false, 3],
    ["FORCE_COLOR=0 on a terminal", undefined, { FORCE_COLOR: "0" }, true, 0],
    ["FORCE_COLOR=true", undefined, { FORCE_COLOR: "true" }, false, 1],
    ["an empty FORCE_COLOR, which says nothing", undefined, { FORCE_COLOR: "" }, false, 0],
    ["a dumb terminal", undefined, { TERM: "dumb" }, true, 0],
    ["FORCE_COLOR before a dumb terminal", undefined, { TERM: "dumb", FORCE_COLOR: "1" }, true, 1],
  ] as const)("%s", (_, flag, env, isTTY, level) => {
    expect(colorLevel(flag, env, isTTY)).toBe(level);
  });

  it("makes a palette that colours, or one that does nothing", async () => {
    expect((await paletteOf(1)).error("x")).toBe("\u001b[31m\u001b[1mx\u001b[22m\u001b[39m");
    expect((await paletteOf(0)).error("x")).toBe("x");
  });
});
