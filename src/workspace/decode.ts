import { isUtf8 } from "node:buffer";
import type { SourceText } from "./source-text.ts";

export interface Decoded {
  readonly text: string;
  readonly encoding: SourceText["encoding"];
}

/**
 * Bytes to text, or null for binary. A byte order mark decides and is dropped; without one, bytes are UTF-8, and
 * Latin-1 when they cannot be (every byte string is Latin-1, so old dumps still read with their ASCII intact). A NUL is
 * in no text file, and is how git too tells binary.
 *
 * @param cut the bytes are only the beginning of a file, and may end inside a character
 */
export function decode(bytes: Buffer, cut = false): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(swapped(bytes.subarray(2)), "utf-16be");
  if (bytes.includes(0)) return null;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bytes.subarray(marked ? 3 : 0);
  const whole = cut ? body.subarray(0, body.length - unfinished(body)) : body;
  if (isUtf8(whole)) return { text: whole.toString("utf8"), encoding: "utf-8" };
  return { text: body.toString("latin1"), encoding: "latin1" };
}

function utf16(bytes: Buffer, encoding: "utf-16le" | "utf-16be"): Decoded | null {
  const text = bytes.toString("utf16le");
  return text.includes("\0") ? null : { text, encoding };
}

/** With the bytes of each pair exchanged; an odd last byte is no character and is dropped. */
function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/** How many bytes at the end begin a UTF-8 character and do not finish it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
