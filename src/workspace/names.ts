import { isUtf8 } from "node:buffer";

/** Splits `-z` output, which is raw bytes. */
export function splitNames(stdout: Buffer): { names: string[]; unnameable: string[] } {
  const names = stdout
    .toString("utf8")
    .split("\0")
    .filter((name) => name !== "");
  if (isUtf8(stdout)) return { names, unnameable: [] };
  return { names: names.filter((name) => !isBroken(name)), unnameable: names.filter(isBroken) };
}

/** Whether decoding put a replacement character into a name: opening it would look for another file. */
export function isBroken(name: string): boolean {
  return name.includes("\uFFFD");
}
