import { didYouMean } from "../findings/did-you-mean.ts";
import { UsageError } from "./usage-error.ts";

export const formatNames = [
  "text",
  "json",
  "github",
  "sarif",
  "compact",
  "agent",
  "gitlab",
  "junit",
  "checkstyle",
  "markdown",
] as const;
export type FormatName = (typeof formatNames)[number];

/** One report asked for. */
export interface Format {
  readonly name: FormatName;
  /** Where it goes; null is stdout. */
  readonly file: string | null;
}

/** Reads `--format text`, `--format json=report.json`; none given means text, on GitHub Actions annotations too. */
export function formatsOf(
  given: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly Format[] {
  if (given.length === 0) {
    const names: readonly FormatName[] = env["GITHUB_ACTIONS"] === "true" ? ["text", "github"] : ["text"];
    return names.map((name) => ({ name, file: null }));
  }
  const formats = given.map(formatOf);
  const printed = formats.filter((format) => format.file === null).map((format) => format.name);
  // Annotations may stand beside a text in the log; every other report is a file of its own.
  const mixed = printed.length > 1 && printed.some((name) => name !== "text" && name !== "github");
  if (mixed || new Set(printed).size < printed.length) {
    throw new UsageError(
      `only one of the formats ${printed.join(" and ")} can go to stdout; write the other into a file: --format ${printed[1]}=<file>`,
    );
  }
  return formats;
}

function formatOf(given: string): Format {
  const split = given.indexOf("=");
  const name = split < 0 ? given : given.slice(0, split);
  const file = split < 0 ? null : given.slice(split + 1);
  const known = formatNames.find((format) => format === name);
  if (!known)
    throw new UsageError(
      `there is no format \`${name}\`${didYouMean(name, formatNames)}; there are ${formatNames.join(", ")}`,
    );
  if (file === "") throw new UsageError(`--format ${given} names no file after the =`);
  return { name: known, file };
}
