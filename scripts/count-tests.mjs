// The last line of .ci/run: `N passed, N failed`, of vitest's JSON report, with the steps before it that failed.
import { readFileSync } from "node:fs";

const [file, exitCode, failedSteps] = process.argv.slice(2);
const report = readReport(file);
// A file that could not even be loaded has no tests to count, and is a failure all the same.
const failed = Math.max(report.numFailedTests, exitCode === "0" ? 0 : 1) + Number(failedSteps);

console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 && report.numPassedTests > 0 ? 0 : 1;

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    console.error(`vitest wrote no report: ${error.message}`);
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}
