import { Buffer } from "node:buffer";

/** As many of the lines, from the first on, as take no more than `room` bytes. */
export function fitting(
  lines: readonly string[],
  room: number,
): { readonly text: string; readonly bytes: number; readonly count: number } {
  let bytes = 0;
  let count = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line);
    if (bytes + size > room) break;
    bytes += size;
    count++;
  }
  return { text: lines.slice(0, count).join(""), bytes, count };
}
