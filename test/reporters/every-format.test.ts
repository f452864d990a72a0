import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNames, type FormatName } from "../../src/cli/formats.ts";
import { renderers } from "../../src/cli/render.ts";
import type { Finding } from "../../src/findings/finding.ts";
import type { ChangeResult } from "../../src/findings/result.ts";
import { renderGithub } from "../../src/reporters/github.ts";
import { jobSummary } from "../../src/reporters/github/job-summary.ts";
import { shielded } from "../../src/reporters/github/shield.ts";
import { renderText } from "../../src/reporters/text.ts";
import { obeyedIn } from "../support/github-runner.ts";
import { anyFindings, anyText, obeyed, seeded } from "./hostile.ts";
import { context, result } from "./sample.ts";

// oxlint-disable-next-line no-control-regex -- none of them may be there
const control = /[\u0000-\u0008\u000b-\u001f]/;
const levels = { error: "error", warning: "warning", info: "notice" };

/** What a step's log holds of a run in this format. */
async function logged(name: FormatName, findings: readonly Finding[], hostile: string): Promise<string> {
  const change: ChangeResult = {
    kind: "since",
    ref: hostile,
    commit: hostile,
    introduced: 1,
    unchanged: 2,
    fixed: findings,
    newOnly: true,
  };
  const unread = [{ file: hostile, line: 1, reason: hostile }];
  const run = { result: result(findings, { change, unread, warnings: [hostile] }), context: context({}) };
  if (name === "text") return shielded(renderText(run.result, run.context, { width: 100 }));
  if (name === "github") return renderGithub(run.result, run.context);
  return renderers[name]({ ...run, prefix: "", blobUrl: "https://example.com/blob/1" });
}

describe("whatever names and messages hold", () => {
  it.each(formatNames)("%s gives the runner no command of theirs, and a terminal no escape", async (name) => {
    await fc.assert(
      fc.asyncProperty(anyFindings, anyText, async (findings, hostile) => {
        const log = await logged(name, findings, hostile);
        const mine = name === "github" ? findings.map(({ severity }) => levels[severity]) : [];
        expect(
          obeyedIn(log)
            .map((command) => command.name)
            .toSorted(),
        ).toEqual(mine.toSorted());
        if (name !== "github" && name !== "text") expect(log.split("\n").filter(obeyed)).toEqual([]);
        // Annotations name files as they are, or GitHub would not find them; the runner does not print that part.
        const printed = name === "github" ? obeyedIn(log).map((command) => command.data) : [log];
        for (const text of printed) expect(text).not.toMatch(control);
      }),
      { ...seeded, numRuns: 60 },
    );
  });

  it("the job summary has neither", () => {
    fc.assert(
      fc.property(anyFindings, anyText, (findings, hostile) => {
        const warnings = [hostile];
        const text = jobSummary(result(findings, { warnings }), { prefix: hostile, blobUrl: "https://example.com" });
        expect(text).not.toContain("\u001b");
        expect(text).not.toMatch(/<(?!br>|\/?code>)/);
      }),
      seeded,
    );
  });
});
