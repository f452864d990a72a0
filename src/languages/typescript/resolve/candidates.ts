import type { Tree } from "../../../workspace/tree.ts";
import { join } from "./paths.ts";

const extensions = [
  ".ts",
  ".tsx",
  ".mts",
  ".cts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
  ".d.ts",
  ".d.mts",
  ".json",
  ".vue",
  ".svelte",
];
/** TypeScript writes the extension of what it compiles to. */
const written: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts"],
  ".jsx": [".tsx"],
  ".mjs": [".mts", ".d.mts"],
  ".cjs": [".cts"],
};

export type Find = (path: string | null) => string | null;

/** The file a path without (or with the compiled) extension means, as Node, TypeScript and bundlers agree; null when there is none. */
export function createCandidates(tree: Tree): Find {
  function file(path: string): string | null {
    if (path !== "" && tree.has(path)) return path;
    const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
    if (extension !== undefined) {
      const stem = path.slice(0, -extension.length);
      for (const other of written[extension] ?? []) if (tree.has(stem + other)) return stem + other;
    }
    for (const other of extensions) if (path !== "" && tree.has(path + other)) return path + other;
    return null;
  }

  function folder(path: string): string | null {
    const manifest = path === "" ? "package.json" : `${path}/package.json`;
    if (tree.has(manifest)) {
      const main = mainOf(tree, manifest);
      const target = main === null ? null : join(path, main);
      const found = target === null ? null : (file(target) ?? index(target));
      if (found !== null) return found;
    }
    return index(path);
  }

  function index(path: string): string | null {
    return file(path === "" ? "index" : `${path}/index`);
  }

  return (path) => (path === null ? null : (file(path) ?? folder(path)));
}

function mainOf(tree: Tree, manifest: string): string | null {
  const main = /"(?:source|module|main)"\s*:\s*"([^"]+)"/.exec(tree.read(manifest).text);
  return main?.[1] ?? null;
}
