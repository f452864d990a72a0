import type { Ref } from "../../../facts/calls.ts";

/** The last part of what is called, as written: `get` of `client.get`; empty for what has no name. */
export function calledName({ root, path }: Ref): string {
  return path.at(-1) ?? (root.kind === "import" ? root.local : root.kind === "global" ? root.name : "");
}
