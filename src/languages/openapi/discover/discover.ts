import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import type { Claim, Discovery } from "../../language.ts";
import { dialectOf } from "../dialect.ts";
import { mergedDocuments, type Merged } from "../fragments/discover.ts";
import type { OpenapiUnit } from "../language.ts";
import { isExample, isTestMaterial, isVendored, mayBeDocument } from "./places.ts";
import { recognise, type VersionKey } from "./version-key.ts";

interface Root extends VersionKey {
  readonly file: string;
}

/**
 * The OpenAPI roots of a tree: YAML and JSON files with a top-level `openapi` or `swagger` key, whatever they are
 * called. Left, with the reason: vendored ones, copies of another, test material always (what tests feed to something
 * is no promise of the project, even when it is the only document), examples when there is a document elsewhere.
 */
export function discoverDocuments(tree: Tree): Discovery<OpenapiUnit> {
  const roots = tree.files.filter(mayBeDocument).flatMap((file) => rootOf(tree, file) ?? []);
  const merged = mergedDocuments(tree);
  // A part may have the key as well: by itself it is no document.
  const parts = new Set(merged.flatMap(({ fragments }) => fragments));
  const contracts = roots.filter(({ file }) => !parts.has(file) && !isVendored(file) && !isTestMaterial(file));
  const onlyExamples = contracts.every((root) => isExample(root.file));
  const originals = originalsOf(tree, contracts);
  const twins = twinsOf(
    tree,
    contracts.filter((root) => !originals.has(root.file)),
  );
  const own = roots.filter((root) => !parts.has(root.file));
  const claims = own.map((root): Claim => {
    const as = `${nameOf(root.key)} ${root.version} document`;
    const left = (why: string): Claim => ({ file: root.file, taken: false, as, why });
    if (isVendored(root.file)) return left("stands in a folder of vendored code");
    if (isTestMaterial(root.file))
      return left("stands among tests, snapshots or fixtures: what they hold is no contract");
    if (!onlyExamples && isExample(root.file))
      return left("stands in a folder of examples, and the project has a document elsewhere");
    if (!dialectOf(root.key, root.version))
      return left(`version ${root.version} cannot be read: 2.0, 3.0, 3.1 and 3.2 can`);
    const original = originals.get(root.file);
    if (original !== undefined) return left(`is a copy of ${original}`);
    const twin = twins.get(root.file);
    if (twin !== undefined) return left(`has the name and the paths of ${twin}, in another format`);
    return { file: root.file, taken: true, as, why: `has the key \`${root.key}\` at its top level`, group: root.file };
  });
  return {
    units: [...claims.filter((claim) => claim.taken).map(({ file }) => ({ file })), ...merged],
    claims: [...claims, ...merged.map(mergedClaim)],
  };
}

function mergedClaim({ file, key, version, fragments }: Merged): Claim {
  return {
    file,
    taken: true,
    as: `${nameOf(key)} ${version} document`,
    why: `swagger-jsdoc merges it at boot with ${fragments.length} ${fragments.length === 1 ? "file" : "files"}`,
    group: file,
  };
}

function nameOf(key: VersionKey["key"]): string {
  return key === "swagger" ? "Swagger" : "OpenAPI";
}

function rootOf(tree: Tree, file: string): Root | null {
  try {
    const head = tree.head(file, 4096);
    const size = tree.size(file);
    const first = recognise(head, size > 0 && size <= 4096);
    const answer = first.is === "unsure" ? recognise(tree.read(file).text, true) : first;
    return answer.is === "root" ? { file, ...answer.found } : null;
  } catch (error) {
    // Whether it is a document cannot be known; the listing says that the file could not be read.
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

/** Copies, byte for byte, of a document with a shorter path (or the first by name): each fault in them would be said twice. */
function originalsOf(tree: Tree, roots: readonly Root[]): ReadonlyMap<string, string> {
  const bySize = new Map<number, string[]>();
  for (const { file } of roots) {
    const size = tree.size(file);
    const files = bySize.get(size);
    if (files) files.push(file);
    else bySize.set(size, [file]);
  }
  const originals = new Map<string, string>();
  for (const files of bySize.values()) {
    if (files.length < 2) continue;
    const byText = new Map<string, string>();
    for (const file of files.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
      const { text } = tree.read(file);
      const original = byText.get(text);
      if (original === undefined) byText.set(text, file);
      else originals.set(file, original);
    }
  }
  return originals;
}

/**
 * The same document in JSON and YAML, beside each other or under `json/` and `yaml/`: one is made from the other. The
 * YAML is read, for people write that. Taken as the same only when both name the same paths.
 */
function twinsOf(tree: Tree, roots: readonly Root[]): ReadonlyMap<string, string> {
  const byName = new Map<string, string[]>();
  for (const { file } of roots) {
    const name = file.replace(/\.[^.]+$/, "").replace(/(^|\/)(?:json|ya?ml)(?=\/)/gi, "$1*");
    const files = byName.get(name);
    if (files) files.push(file);
    else byName.set(name, [file]);
  }
  const twins = new Map<string, string>();
  for (const files of byName.values()) {
    const yaml = files.find((file) => !/\.json$/i.test(file));
    const json = files.filter((file) => /\.json$/i.test(file));
    if (yaml === undefined) continue;
    for (const file of json) if (pathsIn(tree.read(file).text) === pathsIn(tree.read(yaml).text)) twins.set(file, yaml);
  }
  return twins;
}

/** The keys that look like paths, as one text; no parser is loaded for this. */
function pathsIn(text: string): string {
  const keys = [
    ...text.matchAll(/(?:^[ \t]*|[{,]\s*)(?:"(\/[^"\n]*)"|'(\/[^'\n]*)'|(\/[^\s:"']*))\s*:(?=\s|$|["{])/gm),
  ].map((match) => match[1] ?? match[2] ?? match[3]);
  return [...new Set(keys)].toSorted().join("\n");
}
