import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Folders of `src` as the JavaScript that Node runs, outside the test runner: vitest's own loader would answer for Node
 * where a test asks what Node does with an `import()`.
 */
export class Compiled {
  readonly #folder: string;

  constructor(folders: readonly string[]) {
    this.#folder = realpathSync(mkdtempSync(join(tmpdir(), "archlint-compiled-")));
    symlinkSync(join(repository, "node_modules"), join(this.#folder, "node_modules"));
    writeFileSync(join(this.#folder, "package.json"), '{"type":"module"}');
    for (const folder of folders) {
      for (const name of readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })) {
        if (name.endsWith(".ts")) this.#compile(join(folder, name));
      }
    }
  }

  /** Runs a module in a Node of its own and gives what it printed. `import("SRC/x.ts")` names a compiled file. */
  run(script: string, options: { cwd: string; env?: Readonly<Record<string, string>> }): string {
    const source = script.replace(/SRC\/([\w/-]+)\.ts/g, (_, name: string) => `file://${this.#folder}/src/${name}.js`);
    return execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
      cwd: options.cwd,
      env: { ...process.env, NODE_OPTIONS: "", ...options.env },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #compile(file: string): void {
    const compilerOptions: ts.CompilerOptions = {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    };
    const { outputText } = ts.transpileModule(readFileSync(join(repository, file), "utf8"), {
      fileName: file,
      compilerOptions,
    });
    const target = join(this.#folder, file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
