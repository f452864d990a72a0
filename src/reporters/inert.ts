/**
 * JSON in which the runner of GitHub Actions sees no command: it obeys `##[…]` anywhere in a line of the log, and a report
 * may be printed there. The value is the same, for `\u005b` is `[`.
 */
export function inertJson(json: string): string {
  return json.replaceAll("##[", String.raw`##\u005b`);
}
