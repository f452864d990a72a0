/**
 * The step of action.yml. Plain JavaScript without packages, for it runs from a checkout of this repository that nobody
 * has built. Reads the action's inputs from the environment, runs archlint, and writes the outputs.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const { env } = process;
const workspace = path.resolve(env["GITHUB_WORKSPACE"] || ".");

class Refused extends Error {}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.log(`::error title=archlint::${escaped(error.message)}`);
  output({ "exit-code": "2" });
  process.exitCode = 2;
}

function main() {
  const scratch = mkdtempSync(path.join(env["RUNNER_TEMP"] || tmpdir(), "archlint-"));
  const folder = path.resolve(workspace, input("WORKING_DIRECTORY") || ".");
  const report = path.join(scratch, "archlint.json");
  const args = argumentsFor(folder, report);
  const bin = binFor(folder, scratch);
  const { status, error } = spawnSync(process.execPath, [bin, ...args], { cwd: workspace, stdio: "inherit" });
  if (error) throw error;
  const code = status ?? 2;
  if (code === 2) console.log("::error title=archlint::archlint could not finish its work; the log above says why");
  output({ "exit-code": String(code), ...numbersOf(report), ...sarifOutput() });
  return code;
}

function argumentsFor(folder, report) {
  const sarif = input("SARIF_FILE");
  const newOnly = flag("NEW_ONLY", false);
  const since = input("SINCE") || (newOnly ? startOfChange() : "");
  const staticConfig = flag("STATIC_CONFIG", isFromFork());
  return [
    `--cwd=${folder}`,
    "--format=text",
    "--format=github",
    `--format=json=${report}`,
    ...(sarif === "" ? [] : [`--format=sarif=${path.resolve(workspace, sarif)}`]),
    ...(input("CONFIG") === "" ? [] : [`--config=${input("CONFIG")}`]),
    ...(input("FAIL_ON") === "" ? [] : [`--fail-on=${input("FAIL_ON")}`]),
    ...(since === "" ? [] : [`--since=${since}`]),
    ...(newOnly ? ["--new-only"] : []),
    ...(staticConfig ? ["--static-config"] : []),
    ...wordsOf(input("ARGS")),
  ];
}

function input(name) {
  return (env[`INPUT_${name}`] ?? "").trim();
}

function flag(name, otherwise) {
  const value = input(name).toLowerCase();
  if (value === "") return otherwise;
  if (value === "true" || value === "false") return value === "true";
  throw new Refused(`the input ${name.toLowerCase().replaceAll("_", "-")} is true or false, not ${value}`);
}

/** Words as a shell divides them, and nothing else of a shell. */
function wordsOf(text) {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  if (/["']/.test(text.replace(/"[^"]*"|'[^']*'/g, "")))
    throw new Refused("the input args has a quote that is not closed");
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}

/** What GitHub says happened; empty where it says nothing that can be read. */
function event() {
  try {
    return JSON.parse(readFileSync(env["GITHUB_EVENT_PATH"] ?? "", "utf8"));
  } catch {
    return {};
  }
}

function isFromFork() {
  const { pull_request: request } = event();
  return request !== undefined && request.head?.repo?.full_name !== request.base?.repo?.full_name;
}

/** What is compared with where nothing was said; empty leaves it to archlint, which takes the default branch. */
function startOfChange() {
  if (env["GITHUB_BASE_REF"]) return `refs/remotes/origin/${env["GITHUB_BASE_REF"]}`;
  const { before, merge_group: group } = event();
  if (group?.base_sha) return group.base_sha;
  // A new branch began nowhere, and what a forced push threw away was not fetched.
  const known = /^[0-9a-f]+$/.test(before ?? "") && spawnSync("git", ["cat-file", "-e", before], { cwd: workspace });
  return known && known.status === 0 ? before : "";
}

/** The file to run: of the version asked for, of the project's own, or of the version of this action. */
function binFor(folder, scratch) {
  const version = input("VERSION");
  if (version === "") {
    const own = installedIn(folder);
    if (own !== null) return own;
  } else if (!/^[\w.+~^-]+$/.test(version)) {
    throw new Refused(`the input version names a version such as 1.2.3 or a tag such as latest, not ${version}`);
  }
  const wanted = version || JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
  // In a folder of its own: the .npmrc of a pull request must not say where packages come from.
  const flags = ["--prefix", scratch, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  const [command, ...before] = npm();
  const { status } = spawnSync(command, [...before, "install", ...flags, `archlint@${wanted}`], {
    cwd: scratch,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const installed = status === 0 ? installedIn(scratch) : null;
  if (installed === null) throw new Refused(`archlint@${wanted} could not be installed; the log above says why`);
  return installed;
}

function installedIn(folder) {
  try {
    const file = createRequire(path.join(folder, "package.json")).resolve("archlint/package.json");
    return path.join(path.dirname(file), JSON.parse(readFileSync(file, "utf8")).bin.archlint);
  } catch {
    return null;
  }
}

/** The program of npm that came with this Node: started by its file, so that no shell reads the arguments. */
function npm() {
  const beside = path.dirname(process.execPath);
  const programs = ["node_modules/npm/bin/npm-cli.js", "../lib/node_modules/npm/bin/npm-cli.js"];
  const program = programs.map((name) => path.join(beside, name)).find((file) => existsSync(file));
  return program === undefined ? ["npm"] : [process.execPath, program];
}

function numbersOf(report) {
  if (!existsSync(report)) return {};
  const { findings, change } = JSON.parse(readFileSync(report, "utf8"));
  const of = (severity) => String(findings.filter((finding) => finding.severity === severity).length);
  return {
    findings: String(findings.length),
    errors: of("error"),
    warnings: of("warning"),
    ...(change?.kind === "since" ? { introduced: String(change.introduced), fixed: String(change.fixed.length) } : {}),
    "json-file": report,
  };
}

function sarifOutput() {
  const sarif = input("SARIF_FILE");
  return sarif !== "" && existsSync(path.resolve(workspace, sarif)) ? { "sarif-file": sarif } : {};
}

/** In GitHub's form for values of several lines, so that no value can add an output of its own. */
function output(values) {
  const file = env["GITHUB_OUTPUT"];
  if (!file) return;
  const entries = Object.entries(values).map(([name, value]) => {
    const end = createHash("sha256").update(value).digest("hex");
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  appendFileSync(file, entries.join(""));
}

function escaped(text) {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
