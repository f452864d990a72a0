import { builtinModules } from "node:module";
import type { Resolution, Resolve } from "../../facts/code-file.ts";
import type { Tree } from "../../workspace/tree.ts";
import { packagesOf } from "./discover/packages.ts";
import { createCandidates } from "./resolve/candidates.ts";
import { createManifestTargets } from "./resolve/manifest-targets.ts";
import { directoryOf, join } from "./resolve/paths.ts";
import { createTsconfigs } from "./resolve/tsconfig.ts";
import { createWorkspaces } from "./resolve/workspaces.ts";

/**
 * Finds what imports lead to, from the tree alone: relative paths, `paths` and `baseUrl` of the nearest tsconfig.json,
 * `imports` of the nearest package.json, and the sources of workspace packages. node_modules is never read.
 */
export function createResolver(tree: Tree): Resolve {
  const find = createCandidates(tree);
  const packages = packagesOf(tree);
  const workspaces = createWorkspaces(tree, packages);
  const targets = createManifestTargets(find);
  const tsconfigs = createTsconfigs(tree, (specifier) => workspaces.split(specifier));
  const folders = new Map(packages.all.map((manifest) => [manifest.folder, manifest]));
  const memo = new Map<string, Resolution>();

  function resolve(from: string, specifier: string): Resolution {
    const directory = directoryOf(from);
    const key = `${directory}\0${specifier}`;
    let answer = memo.get(key);
    if (!answer) memo.set(key, (answer = lookUp(directory, specifier)));
    return answer;
  }

  function lookUp(directory: string, written: string): Resolution {
    // Bundlers take what follows as a request: `./icon.svg?raw`.
    const specifier = written.replace(/[?].*$/, "");
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return answerOf(find(join(directory, specifier)), "no such file");
    if (specifier.startsWith("#")) {
      const inner = packageImport(directory, specifier);
      if (inner) return inner;
    }
    if (isBuiltin(specifier)) return { package: specifier };
    const aliases = tsconfigs.nearest(directory);
    for (const candidate of aliases.candidates(specifier)) {
      const target = find(candidate);
      if (target !== null) return { target };
    }
    const workspace = workspaces.split(specifier);
    if (workspace) {
      const target = targets.exported(workspace.manifest, workspace.subpath);
      return target === null
        ? { unresolved: `workspace package \`${workspace.manifest.name}\` has no source for it` }
        : { target };
    }
    const name = packageName(specifier);
    if (name === null) return { unresolved: "neither a package nor an alias that is configured" };
    if (aliases.matches(specifier) && !packages.nearest(`${directory}/x`).dependencies.has(name))
      return { unresolved: "its alias leads to no file" };
    return { package: name };
  }

  /** `#x` by the `imports` of the nearest package.json that has a name or any; undefined when there are none. */
  function packageImport(directory: string, specifier: string): Resolution | undefined {
    for (let at = directory; ; at = directoryOf(at)) {
      const manifest = folders.get(at);
      if (manifest && typeof manifest.json["imports"] === "object") {
        const found = targets.imported(manifest, specifier);
        if (found === null) return undefined;
        if ("file" in found) return answerOf(found.file, "its entry in `imports` leads to no file");
        return resolve(at === "" ? "package.json" : `${at}/package.json`, found.specifier);
      }
      if (at === "") return undefined;
    }
  }

  return resolve;
}

function answerOf(target: string | null, reason: string): Resolution {
  return target === null ? { unresolved: reason } : { target };
}

const builtins = new Set(builtinModules);

function isBuiltin(specifier: string): boolean {
  return (
    specifier.startsWith("node:") ||
    specifier.startsWith("bun:") ||
    builtins.has(specifier) ||
    /^(?:data|https?|npm|jsr|cloudflare|virtual|astro):/.test(specifier)
  );
}

/** `@scope/name` of `@scope/name/deep`; null for what npm would not accept as a name. */
function packageName(specifier: string): string | null {
  return /^(?:@[\w.~-]+\/)?[\w-][\w.~-]*(?=\/|$)/.exec(specifier)?.[0] ?? null;
}
