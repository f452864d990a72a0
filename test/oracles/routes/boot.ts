import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";

const INSTALLED = new URL("../../../node_modules/", import.meta.url).pathname;

/**
 * Gives what loads the files of a fixture, with packages under the names its source knows them by
 * (`{ express: "express4" }`). The source is taken to CommonJS in a folder of its own: decorators keep the types they
 * inject by, and one source runs with several versions of a framework.
 */
export async function boot<Result>(
  folder: string,
  packages: Readonly<Record<string, string>>,
  run: (load: NodeJS.Require) => Promise<Result>,
): Promise<Result> {
  const place = mkdtempSync(join(tmpdir(), "oracle-"));
  try {
    for (const [name, installed] of Object.entries(packages)) {
      const link = join(place, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(INSTALLED, installed), link);
    }
    writeFileSync(join(place, "package.json"), "{}");
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (/\.[jt]s$/.test(name)) transpile(join(folder, name), join(place, name.replace(/\.ts$/, ".js")));
    }
    return await run(createRequire(join(place, "package.json")));
  } finally {
    rmSync(place, { recursive: true });
  }
}

function transpile(from: string, to: string): void {
  const { outputText } = ts.transpileModule(readFileSync(from, "utf8"), {
    fileName: from,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      allowJs: true,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, outputText);
}
