import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Progress } from "../../src/cli/progress.ts";
import { fakeIo } from "./fake-io.ts";

async function after(milliseconds: number, given: Parameters<typeof fakeIo>[0]): Promise<string> {
  const io = fakeIo(given);
  const progress = new Progress(io);
  vi.advanceTimersByTime(milliseconds);
  progress.phase("reading");
  await progress.done();
  expect(io.stdout.text).toBe("");
  return io.stderr.text;
}

describe("progress", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => vi.useRealTimers());

  it("shows on a terminal, once a run is long, and is wiped at its end", async () => {
    expect(await after(301, { isTTY: true })).toBe("\r\u001b[Karchlint: reading …\r\u001b[K");
    expect(await after(299, { isTTY: true })).toBe("");
  });

  it("never shows into a pipe, in CI or on a dumb terminal", async () => {
    expect(await after(5000, { isTTY: false })).toBe("");
    expect(await after(5000, { isTTY: true, env: { CI: "true" } })).toBe("");
    expect(await after(5000, { isTTY: true, env: { TERM: "dumb" } })).toBe("");
  });
});
