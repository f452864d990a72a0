import type { OptionValues } from "./options.ts";

/** As chalk counts: 0 none, 1 the sixteen colours, 2 two hundred and fifty-six, 3 all. */
export type ColorLevel = 0 | 1 | 2 | 3;

/**
 * Whether to colour a stream: the flag decides first, then NO_COLOR (https://no-color.org: any value that is not empty),
 * FORCE_COLOR, a terminal that cannot, and at last whether the stream is a terminal at all. Chalk's own detection heeds
 * NO_COLOR on no terminal, so it is never asked.
 */
export function colorLevel(
  flag: OptionValues["color"],
  env: Readonly<Record<string, string | undefined>>,
  isTTY: boolean,
): ColorLevel {
  if (flag === "always") return 1;
  if (flag === "never") return 0;
  if (env["NO_COLOR"]) return 0;
  if (env["FORCE_COLOR"]) return forcedLevel(env["FORCE_COLOR"]);
  if (env["TERM"] === "dumb") return 0;
  return isTTY ? 1 : 0;
}

function forcedLevel(value: string): ColorLevel {
  if (value === "0" || value === "false") return 0;
  if (value === "2") return 2;
  return value === "3" ? 3 : 1;
}
