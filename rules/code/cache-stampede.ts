import { cacheFills } from "../../src/model/code/caches/fills.ts";
import { calledName } from "../../src/model/code/calls/called-name.ts";
import type { CodeFunction } from "../../src/model/code/calls/linked.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { receiverName } from "../../src/model/code/input/names.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

/** What lets one caller fill the cache while the others wait or take the old value. */
const ALONE = /lock|mutex|semaphore|single_?flight|in_?flight|pending|dedup|coalesc|setnx|stale|jitter|early/i;

export default defineRule({
  id: "code/cache-stampede",
  practice: "code/caching",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "the configured keys are filled by one caller at a time",
  why: "When the entry of a much wanted key expires, every request that comes before it is filled again finds nothing and asks the database the same question. A thousand requests a second and a query of half a second are five hundred equal queries at once, just when the cache was to keep them away; the database slows down, filling takes longer, and more of them come.",
  fix: "let the first one fill it and the others wait for its promise or take the old value: a map of pending promises in the process, a short lock (`SET key NX PX`) across processes, or a refresh before the entry expires",
  tradeoff: "Keys that are asked for now and then need nothing of this. That is why only those you name are looked at.",
  references: [
    "https://www.usenix.org/system/files/conference/nsdi13/nsdi13-final170_update.pdf",
    "https://cseweb.ucsd.edu/~avattani/papers/cache_stampede.pdf",
    "https://learn.microsoft.com/en-us/azure/architecture/best-practices/caching",
  ],
  options: {
    keys: list(
      "the keys that are asked for by many at once, as globs over their fixed beginning (`config:**`); none by default",
    ),
  },
  check({ code, report, options }) {
    if (options.keys.length === 0) return;
    const isHot = matchesAny(options.keys);
    const program = code.calls();
    for (const { set, key, function: of } of cacheFills(program)) {
      // `wrap` of cache-manager hands the pending promise to whoever asks meanwhile.
      if (set.does === "wrap" || !isHot(key) || isGuarded(of, program)) continue;
      report({
        at: { ...set.call, at: set.call.nameAt },
        key,
        message: `everybody who finds nothing under \`${key}\` fills it at the same time`,
        label: "no lock, and no promise that the others wait for",
      });
    }
  },
});

function isGuarded(of: CodeFunction, program: CallProgram): boolean {
  for (let at: CodeFunction | null = of; at && at.record.kind !== "module"; at = at.parent) {
    if (ALONE.test(at.name ?? "")) return true;
    if (
      at.calls.some(
        ({ file, record }) =>
          ALONE.test([calledName(record.callee), receiverName(file, record.callee, program) ?? ""].join(" ")) ||
          record.arguments.some((each) => each.kind === "literal" && each.value === "NX"),
      )
    )
      return true;
  }
  return false;
}
