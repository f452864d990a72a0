import type { Result } from "../findings/result.ts";
import { findingLine } from "./line.ts";

/** One line a finding, `file:line:col severity rule message`, and nothing else: none for a clean run. */
export function renderCompact({ findings }: Result, prefix = ""): string {
  return findings.map((finding) => `${findingLine(finding, prefix)}\n`).join("");
}
