import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const script = path.join(import.meta.dirname, "../../scripts/count-tests.mjs");

function count(
  report: string | null,
  exitCode: string,
  failedSteps: string,
): { last: string | undefined; status: number | null } {
  const file = path.join(tempFolder(), "results.json");
  if (report !== null) writeFileSync(file, report);
  const run = spawnSync(process.execPath, [script, file, exitCode, failedSteps], { encoding: "utf8" });
  return { last: run.stdout.trimEnd().split("\n").at(-1), status: run.status };
}

test.each([
  ["all is well", '{"numPassedTests":12,"numFailedTests":0}', "0", "0", "12 passed, 0 failed", 0],
  ["a test failed", '{"numPassedTests":11,"numFailedTests":1}', "1", "0", "11 passed, 1 failed", 1],
  ["a test file could not be loaded", '{"numPassedTests":11,"numFailedTests":0}', "1", "0", "11 passed, 1 failed", 1],
  ["a step before the tests failed", '{"numPassedTests":12,"numFailedTests":0}', "0", "2", "12 passed, 2 failed", 1],
  ["nothing was tested", '{"numPassedTests":0,"numFailedTests":0}', "0", "0", "0 passed, 0 failed", 1],
  ["there is no report", null, "1", "0", "0 passed, 1 failed", 1],
])("when %s", (_case, report, exitCode, failedSteps, last, status) => {
  expect(count(report, exitCode, failedSteps)).toEqual({ last, status });
});
