import { describe, expect, it } from "vitest";
import { CrashBox } from "../../src/engine/crash.ts";
import { Stopwatch } from "../../src/engine/stopwatch.ts";

/** A clock that a test moves. */
function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) };
}

describe("the stopwatch", () => {
  it("counts for each part what it took without the parts within it", () => {
    const { now, pass } = clock();
    const watch = new Stopwatch(now);
    const inner = () => watch.time("rule", () => pass(3));
    watch.time("reader", () => {
      pass(10);
      inner();
      watch.time("other", () => inner());
    });
    watch.time("other", () => pass(1));
    expect(watch.parts).toEqual([
      { part: "reader", milliseconds: 10, calls: 1 },
      { part: "rule", milliseconds: 6, calls: 2 },
      { part: "other", milliseconds: 1, calls: 2 },
    ]);
  });

  it("goes on after a crash", () => {
    const { now, pass } = clock();
    const watch = new Stopwatch(now);
    const crashes = new CrashBox(watch);
    const thrower = () => {
      pass(2);
      throw new Error("x");
    };
    crashes.guard("reader", null, () => crashes.guard("rule", null, thrower));
    crashes.guard("reader", null, () => pass(5));
    expect(watch.parts).toEqual([
      { part: "reader", milliseconds: 5, calls: 2 },
      { part: "rule", milliseconds: 2, calls: 1 },
    ]);
    expect(crashes.crashes).toHaveLength(1);
  });
});
