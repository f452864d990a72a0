import { posix } from "node:path";
import { picomatch } from "../../../packages/picomatch.ts";
import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import { dialectOf } from "../dialect.ts";
import { isExample, isTestMaterial, isVendored } from "../discover/places.ts";
import { isObject, member } from "../json.ts";
import { isCode } from "./code-file.ts";
import { commentTexts } from "./comments.ts";
import { type Config, type Entry, mentionsJsdoc, readConfig } from "./config.ts";

/** A document that swagger-jsdoc puts together at boot: a definition in code, and what `apis` names. */
export interface Merged {
  /** The file of code with the definition. */
  readonly file: string;
  /** YAML, JSON and code, in the order of `apis`, each once. */
  readonly fragments: readonly string[];
  readonly key: "openapi" | "swagger";
  readonly version: string;
}

/** The documents put together at boot. Only packages that name swagger-jsdoc in their package.json are looked at. */
export function mergedDocuments(tree: Tree): readonly Merged[] {
  const roots = tree.files
    .filter(
      (file) =>
        /(?:^|\/)package\.json$/.test(file) && !isVendored(file) && textOf(tree, file).includes('"swagger-jsdoc"'),
    )
    .map((file) => posix.dirname(file).replace(/^\.$/, ""));
  if (roots.length === 0) return [];
  return tree.files.flatMap((file) => {
    const root = roots.filter((each) => isUnder(file, each)).sort((a, b) => b.length - a.length)[0];
    if (root === undefined || !isCode(file) || isVendored(file) || isTestMaterial(file) || isExample(file)) return [];
    const code = textOf(tree, file);
    const config = mentionsJsdoc(code) ? readConfig(code) : null;
    return (config && mergedBy(tree, file, root, config)) ?? [];
  });
}

function mergedBy(tree: Tree, file: string, root: string, { definition, apis }: Config): Merged | null {
  const { value } = definition;
  if (!isObject(value)) return null;
  const key = member(value, "swagger") === undefined ? "openapi" : "swagger";
  const version = member(value, key);
  if (typeof version !== "string" || !dialectOf(key, version)) return null;
  const fragments = apis
    .flatMap((entry) => matched(tree, entry, entry.fromHere ? posix.dirname(file) : root))
    .filter((each) => !isCode(each) || commentTexts(textOf(tree, each)).length > 0);
  return fragments.length === 0 ? null : { file, fragments: [...new Set(fragments)], key, version };
}

/** What runs is compiled: `dist/routes/*.js` is `src/routes/*.ts` of the repository. */
function matched(tree: Tree, { glob }: Entry, base: string): readonly string[] {
  const from = posix.join(base, glob);
  const compiled = from
    .replace(/(^|\/)(?:dist|build|lib|out)(?=\/)/, "$1src")
    .replace(/\.[cm]?js$/, ".{ts,mts,cts,js}");
  const matches = picomatch([from, from.replace(/\.[cm]?js$/, ".{ts,mts,cts,js}"), compiled]);
  return tree.files.filter(
    (file) => matches(file) && /\.(?:ya?ml|json|[cm]?[jt]sx?)$/i.test(file) && !isVendored(file),
  );
}

function isUnder(file: string, folder: string): boolean {
  return folder === "" || file.startsWith(`${folder}/`);
}

function textOf(tree: Tree, file: string): string {
  try {
    return tree.read(file).text;
  } catch (error) {
    if (error instanceof UnreadableFile) return "";
    throw error;
  }
}
