import type { Finding, Location } from "../../findings/finding.ts";

/** A source line as it may be shown: `*` stands for every unit of a secret, so that columns stay what they are. */
export type Mask = (file: string, line: number, text: string) => string;

/** Hides what any finding of the run calls a secret: another finding may frame the same line. */
export function maskOf(findings: readonly Finding[]): Mask {
  const secrets = new Map<string, Location[]>();
  for (const { primary, related, places = [] } of findings) {
    for (const location of [primary, ...related, ...places]) {
      if (!location.masked) continue;
      const known = secrets.get(location.file);
      if (known) known.push(location);
      else secrets.set(location.file, [location]);
    }
  }
  return (file, line, text) => (secrets.get(file) ?? []).reduce((shown, secret) => hide(secret, line, shown), text);
}

function hide({ start, end }: Location, line: number, text: string): string {
  if (line < start.line || line > end.line) return text;
  const from = line === start.line ? start.column - 1 : 0;
  const to = line === end.line ? end.column - 1 : text.length;
  return text.slice(0, from) + "*".repeat(Math.max(0, Math.min(to, text.length) - from)) + text.slice(to);
}
