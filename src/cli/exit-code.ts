import type { Result } from "../findings/result.ts";
import type { OptionValues } from "./options.ts";

export const exitCodes = { clean: 0, findings: 1, failure: 2 } as const;

const rank = { info: 0, warning: 1, error: 2, never: 3 } as const;

/** 2 when archlint itself failed, 1 when the findings count as failure, else 0. Never a count: 256 findings would wrap to 0. */
export function exitCodeOf(result: Result, options: Pick<OptionValues, "fail-on" | "max-warnings">): number {
  if (result.crashed) return exitCodes.failure;
  const least = rank[options["fail-on"] ?? "error"];
  if (result.findings.some((finding) => rank[finding.severity] >= least)) return exitCodes.findings;
  const warnings = result.findings.filter((finding) => finding.severity === "warning").length;
  return warnings > (options["max-warnings"] ?? Infinity) ? exitCodes.findings : exitCodes.clean;
}
