import { describe, expect, it } from "vitest";
import type { Report } from "../../src/findings/report.ts";
import { reportMany } from "../../src/rule/many.ts";

function reported(count: number, of: number): readonly Report[] {
  const all: Report[] = [];
  const found = Array.from({ length: count }, (_, index): Report => ({
    at: { file: "api.yaml", start: index, end: index },
    message: `slip ${index}`,
  }));
  reportMany((report) => all.push(report), found, { key: "api.yaml", of });
  return all;
}

describe("reportMany", () => {
  it("leaves a few among many apart", () => {
    expect(reported(5, 100).map(({ fold }) => fold)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it("makes one cause of more, and of most", () => {
    expect(new Set(reported(6, 100).map(({ fold }) => JSON.stringify(fold)))).toEqual(
      new Set(['{"by":"cause","key":"api.yaml"}']),
    );
    expect(reported(2, 3).every(({ fold }) => fold?.by === "cause")).toBe(true);
  });
});
