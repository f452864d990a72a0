/**
 * Writes what follows from the rules: the registry, a page per rule, the index, the README's parts and the JSON Schema
 * of the configuration. With `--check` it writes nothing and fails when something is stale.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generatedFiles } from "./generate/generated-files.ts";
import { byCodeUnit } from "./generate/rule-files.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes("--check");
const wanted = new Set<string>();
const stale: string[] = [];

for await (const [file, text] of generatedFiles(root)) {
  wanted.add(file);
  const full = path.join(root, file);
  if (existsSync(full) && readFileSync(full, "utf8") === text) continue;
  stale.push(file);
  if (check) continue;
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}
for (const file of pagesOfRulesGone()) {
  stale.push(file);
  if (!check) rmSync(path.join(root, file));
}

if (stale.length === 0) console.log(`${wanted.size} generated files are up to date`);
else if (!check)
  console.log(
    `wrote ${stale.length} of ${wanted.size} generated files:\n${stale.map((file) => `  ${file}`).join("\n")}`,
  );
else {
  console.error(
    `${stale.length} generated files are stale; run \`npm run generate\` and commit them:\n${stale.map((file) => `  ${file}`).join("\n")}`,
  );
  process.exitCode = 1;
}

function pagesOfRulesGone(): string[] {
  const folder = path.join(root, "docs/rules");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => `docs/rules/${file.split(path.sep).join("/")}`)
    .filter((file) => file.endsWith(".md") && !wanted.has(file))
    .sort(byCodeUnit);
}
