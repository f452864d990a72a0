import path from "node:path";
import { defineConfig } from "rolldown";

/**
 * What is always loaded together, in one file, for Node takes about a third of a millisecond for each file it loads: from
 * what all need to what few do. The rest is split at the dynamic imports, each at the path of its source. Names of the
 * groups are names of files in dist/chunks.
 */
const together: readonly (readonly [name: string, sources: RegExp])[] = [
  ["did-you-mean", /^src\/findings\/did-you-mean\.ts$/],
  ["command-line", /^src\/cli\/start\.ts$/],
  ["model", /^src\/(?:findings|facts|rule|model)\//],
  ["rules", /^rules\//],
  ["engine", /^src\/(?:engine|workspace)\//],
  ["reporters", /^src\/reporters\//],
  ["commands", /^src\/cli\/(?!main\.ts)[^/]+$/],
];

const root = import.meta.dirname;

export default defineConfig({
  input: { "src/cli/main": "src/cli/main.ts", "src/index": "src/index.ts" },
  cwd: root,
  platform: "node",
  // Packages stay packages: installed, patched and audited as such.
  external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
  logLevel: "warn",
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: ({ name, facadeModuleId }) =>
      facadeModuleId ? sourceOf(facadeModuleId).replace(/\.ts$/, ".js") : `chunks/${name}.js`,
    // Nothing is minified or renamed: a stack names what the source names, under a comment that names the source.
    minifyInternalExports: false,
    codeSplitting: {
      groups: together.map(([name, sources], index) => ({
        name,
        test: (id: string) => sources.test(sourceOf(id)),
        priority: together.length - index,
      })),
    },
  },
});

function sourceOf(module: string): string {
  return path.relative(root, module).split(path.sep).join("/");
}
