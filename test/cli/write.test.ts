import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { writeFully } from "../../src/cli/write.ts";

const streamThat = (write: Writable["_write"]): Writable => new Writable({ highWaterMark: 16, write });

describe("writing", () => {
  it("waits until a slow reader has taken everything", async () => {
    let taken = "";
    const slow = streamThat((chunk, _, done) => {
      setImmediate(() => {
        taken += String(chunk);
        done();
      });
    });
    const text = "0123456789".repeat(10_000);
    await writeFully(slow, text);
    expect(taken).toBe(text);
  });

  it("is content when the reader has gone away", async () => {
    const gone = streamThat((_, __, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })));
    await expect(writeFully(gone, "text")).resolves.toBeUndefined();
    await expect(writeFully(gone, "more")).resolves.toBeUndefined();
  });

  it("fails when the disk is full", async () => {
    const full = streamThat((_, __, done) => done(Object.assign(new Error("no space"), { code: "ENOSPC" })));
    await expect(writeFully(full, "text")).rejects.toThrow("no space");
  });
});
