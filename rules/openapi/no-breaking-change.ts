import { breakingChanges } from "../../src/model/api/compatibility/compare.ts";
import type { Change } from "../../src/model/api/compatibility/ledger.ts";
import { kindOf } from "../../src/model/api/compatibility/kinds.ts";
import { tell } from "../../src/model/api/compatibility/words.ts";
import { defineRule } from "../../src/rule/define.ts";
import { flag, list, text } from "../../src/rule/options.ts";

export default defineRule({
  id: "openapi/no-breaking-change",
  practice: "api/compatibility",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "a change of the contract breaks no client of it",
  why: "Clients are deployed on their own: when the server changes, those there are go on sending what the contract asked for, and go on reading what it promised. A property that is gone, a parameter that is required from now on, an enum that takes one value less breaks them at the moment of the deployment, where no test of the server sees it. Each document is compared with its form at the git base, schemas through all their references: what narrows a request breaks it, and so does what widens a response; the other way round nobody is hurt. What is only likely to break somebody (a new value in an enum that is answered, an optional parameter that is gone) is said in the preset `strict`.",
  fix: "add beside the old and mark that `deprecated`; remove it when its clients have gone, or in a new major version (`info.version`, or the version in the path)",
  tradeoff:
    "An API whose only clients are released together with it may change as it likes, and so may a document that is corrected to say what the server always did: ignore those changes with that reason.",
  references: [
    "https://opensource.zalando.com/restful-api-guidelines/#106",
    "https://google.aip.dev/180",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#api-versioning",
    "https://www.rfc-editor.org/rfc/rfc8594",
  ],
  options: {
    deprecatedMayGo: flag("whether operations that were deprecated before may be removed", true),
    releaseDate: text(
      "the date of the release, as YYYY-MM-DD: what is deprecated with a later `x-sunset` must stay; empty to ask no date",
    ),
    closedEnums: flag("whether a new value or alternative in a response breaks clients for certain"),
    unstable: list("values of `x-stability-level` whose operations may break", ["draft", "alpha", "experimental"]),
    allow: list("kinds of changes that may be made, by the names in docs/breaking-changes.md"),
  },
  comparesWithBase: true,
  check({ api, base, options, report }) {
    if (!base) return;
    const allowed = {
      deprecated: options.deprecatedMayGo,
      releaseDate: options.releaseDate,
      unstable: options.unstable.map((level) => level.toLowerCase()),
    };
    for (const { file, changes } of breakingChanges(base, api, allowed)) {
      const counted = changes.filter(({ kind }) => !options.allow.includes(kind));
      for (const { change, message, clients, reached } of tell(counted)) {
        const [first] = reached;
        report({
          at: change.at,
          anchor: change.anchor,
          key: change.key,
          message,
          label: change.was === null ? clients : `${change.was}: ${clients}`,
          fix: kindOf(change.kind).compatibly,
          related:
            first && !isWithin(change, first.node.id) ? [{ at: first.node, label: `reaches \`${first.label}\`` }] : [],
          confidence: options.closedEnums && isNewCase(change) ? "high" : change.confidence,
          fold: {
            by: "cause",
            key: `${file} ${isOfOneCall(change) ? `${change.anchor} ${change.key}` : `${change.key} ${change.fact}`}`,
          },
        });
      }
    }
  },
});

function isNewCase({ kind }: Change): boolean {
  return kind === "enum-widened" || kind === "alternative-added";
}

/** Whether the change stands inside the call it reaches, so that the frame shows both. */
function isWithin({ at }: Change, call: string): boolean {
  return "pointer" in at && `${at.file}#${at.pointer}/`.startsWith(`${call}/`);
}

/** "the body" of two operations is not one thing; parameter `limit` of two that change alike is. */
function isOfOneCall({ subject }: Change): boolean {
  return subject.startsWith("the body") || subject.startsWith("status");
}
