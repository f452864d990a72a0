/**
 * `npm run prepare`: the build, after fetching what it needs where npm left that out. It does for `npm install -g git+…`,
 * as pre-commit installs a hook: the preparing install inherits `--global`, and so brings no devDependencies.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const modules = path.join(root, "node_modules");
/** Of the devDependencies, those that the build loads. */
const tools = ["@types/node", "@types/picomatch", "rolldown", "typescript"];

if (!tools.every((name) => existsSync(path.join(modules, name, "package.json")))) fetchTools();
npm(root, "run", "--silent", "build");

function fetchTools() {
  if (existsSync(modules))
    throw new Error("archlint cannot be built without its devDependencies: run npm install --include=dev");
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const wanted = { ...dependencies, ...Object.fromEntries(tools.map((name) => [name, devDependencies[name]])) };
  const scratch = path.join(root, ".prepare");
  mkdirSync(scratch);
  writeFileSync(path.join(scratch, "package.json"), JSON.stringify({ private: true, dependencies: wanted }));
  npm(scratch, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
  renameSync(path.join(scratch, "node_modules"), modules);
  rmSync(scratch, { recursive: true });
}

/** The npm that runs this script, without the settings of the install around it. */
function npm(cwd, ...args) {
  const outer = /^npm_config_(?:global|prefix|global_prefix|local_prefix|include|omit|force|save|yes)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  const program = process.env["npm_execpath"];
  const [command, ...before] = program ? [process.execPath, program] : ["npm"];
  execFileSync(command, [...before, ...args], { cwd, env, stdio: "inherit" });
}
