import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/workspace/decode.ts";

const utf16be = (text: string) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
const utf16le = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

describe("decoding", () => {
  it("reads UTF-8 and drops its byte order mark", () => {
    expect(decode(Buffer.from("größe 😀"))).toEqual({ text: "größe 😀", encoding: "utf-8" });
    expect(decode(Buffer.from("\uFEFFselect 1"))).toEqual({ text: "select 1", encoding: "utf-8" });
    expect(decode(Buffer.alloc(0))).toEqual({ text: "", encoding: "utf-8" });
  });

  it("reads UTF-16 of both byte orders by their mark", () => {
    expect(decode(utf16le("größe 😀"))).toEqual({ text: "größe 😀", encoding: "utf-16le" });
    expect(decode(utf16be("größe 😀"))).toEqual({ text: "größe 😀", encoding: "utf-16be" });
  });

  it("drops an odd last byte of UTF-16", () => {
    expect(decode(utf16be("ab").subarray(0, 5))?.text).toBe("a");
    expect(decode(utf16le("ab").subarray(0, 5))?.text).toBe("a");
  });

  it("reads what is not UTF-8 as Latin-1, and says so", () => {
    expect(decode(Buffer.from("-- Größe", "latin1"))).toEqual({ text: "-- Größe", encoding: "latin1" });
  });

  it("calls everything with a NUL binary, in any encoding", () => {
    expect(decode(Buffer.from("PK\0\0"))).toBeNull();
    expect(decode(Buffer.from("a".repeat(10_000) + "\0"))).toBeNull();
    expect(decode(utf16le("a\0b"))).toBeNull();
    expect(decode(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toBeNull();
  });

  it("reads every beginning of a UTF-8 text as UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), fc.nat(80), (raw, length) => {
        const text = raw.replaceAll("\0", "");
        const decoded = decode(Buffer.from(text).subarray(0, length), true);
        expect(decoded?.encoding).toBe("utf-8");
        expect(text.replace(/^\uFEFF/, "").startsWith(decoded?.text ?? "")).toBe(true);
      }),
    );
  });
});
