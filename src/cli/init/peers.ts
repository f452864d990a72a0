import type { Equivalent } from "../../peers/equivalents.ts";
import type { PeerRule, PeerSettings } from "../../peers/peer-rules.ts";
import { readRedocly, redoclyFiles } from "../../peers/redocly.ts";
import { readSpectral, spectralFiles } from "../../peers/spectral.ts";
import { printable } from "../../reporters/printable.ts";
import { wrap } from "../../reporters/text/wrap.ts";
import type { Tree } from "../../workspace/tree.ts";

const width = 100;

/** The settings of other OpenAPI linters in the project's root. */
export function peerSettings(tree: Tree): readonly PeerSettings[] {
  const there = (file: string): boolean => "file" in tree.resolve("", file);
  return [
    ...spectralFiles.filter(there).map((file) => readSpectral(tree, file)),
    ...redoclyFiles.filter(there).map((file) => readRedocly(tree, file)),
  ];
}

/** Which of another linter's rules have an equal here, in lines for people: by name those that its author named. */
export function peerText({ peer, file, rules, notes }: PeerSettings): string {
  const on = rules.filter(({ severity }) => severity !== "off");
  const extended = sorted(on.filter(({ named }) => !named));
  const named = sorted(on.filter(({ named }) => named));
  const lines = [
    `${file}, for ${peer}`,
    ...group("the same question here", named.equal, pair),
    ...group("nearly the same", named.near, (rule) => `${pair(rule)} (${(rule.equivalent as Equivalent).but})`),
    ...group("no equal here", named.none, ({ id }) => id),
    ...group("not known here", named.unknown, ({ id }) => id),
    ...(on.length > 0 && extended.all > 0
      ? [
          `  of the ${extended.all} rules in what it extends, ${extended.equal.length} have an equal here and ${extended.near.length} nearly one`,
          ...group("without one", extended.none, ({ id }) => id),
        ]
      : []),
    ...notes.map((note) => `  ${printable(note)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function sorted(rules: readonly PeerRule[]) {
  const where = (test: (equivalent: PeerRule["equivalent"]) => boolean): readonly PeerRule[] =>
    rules.filter(({ equivalent }) => test(equivalent));
  return {
    all: rules.length,
    equal: where((found) => !!found && found.but === undefined),
    near: where((found) => !!found && found.but !== undefined),
    none: where((found) => found === null),
    unknown: where((found) => found === undefined),
  };
}

function pair({ id, equivalent }: PeerRule): string {
  return `${id} → ${(equivalent as Equivalent).ours.join(" and ")}`;
}

function group(title: string, rules: readonly PeerRule[], text: (rule: PeerRule) => string): readonly string[] {
  if (rules.length === 0) return [];
  const said = `${title} (${rules.length}): ${rules.map((rule) => printable(text(rule))).join(", ")}`;
  return wrap(said, width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
}
