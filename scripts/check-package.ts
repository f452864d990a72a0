/**
 * Packs archlint, installs the tarball in an empty folder, and lints a copy of the demo with it: the package must hold
 * what it needs and nothing else, and say the same bytes as this clone.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rules } from "../rules/registry.ts";
import { missingFromPackage, strayInPackage } from "./package-contents.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(path.join(tmpdir(), "archlint-package-"));

try {
  const [packed] = JSON.parse(npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", scratch)) as [
    Packed,
  ];
  const files = packed.files.map((file) => file.path);
  refuse(
    "the package misses",
    missingFromPackage(
      files,
      rules.map((rule) => rule.id),
    ),
  );
  refuse("the package holds what nobody needs to install", strayInPackage(files));

  const project = path.join(scratch, "project");
  cpSync(path.join(root, "fixtures/projects/bookshop"), project, { recursive: true });
  const consumer = path.join(scratch, "consumer");
  mkdirSync(consumer);
  writeFileSync(path.join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  npm(consumer, "install", "--no-audit", "--no-fund", "--prefer-offline", path.join(scratch, packed.filename));

  const installed = lint(path.join(consumer, "node_modules/archlint/dist/src/cli/main.js"), project);
  const cloned = lint(path.join(root, "dist/src/cli/main.js"), project);
  if (installed !== cloned) refuse("the installed package says something else than the clone", [installed, cloned]);
  console.log(
    `${packed.filename}: ${files.length} files, ${Math.round(packed.unpackedSize / 1024)} KiB; it lints the demo to the same ${installed.length} characters as the clone`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", shell: process.platform === "win32" });
}

function lint(main: string, cwd: string): string {
  return execFileSync(process.execPath, [main, "--fail-on", "never", "--format", "json"], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
}

function refuse(what: string, names: readonly string[]): void {
  if (names.length > 0) throw new Error(`${what}:\n${names.map((name) => `  ${name}`).join("\n")}`);
}
