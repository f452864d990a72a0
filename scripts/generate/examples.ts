import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { byCodeUnit } from "./rule-files.ts";

/** One fixture of a rule: a tiny repository, and for a bad one what archlint says about it. */
export interface Example {
  readonly name: string;
  readonly files: readonly ExampleFile[];
  /** The rendered findings; null for a good example. */
  readonly expected: string | null;
}

export interface ExampleFile {
  /** Relative to the example, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The shortest bad and the shortest good fixture: a page wants the clearest example, the tests have the rest. */
export function clearestExamples(
  root: string,
  id: string,
): { readonly bad: Example | null; readonly good: Example | null } {
  const examples = readExamples(path.join(root, "fixtures", id));
  const shortest = (prefix: string) =>
    examples
      .filter((example) => example.name.startsWith(prefix))
      .sort((a, b) => size(a) - size(b) || byCodeUnit(a.name, b.name))[0] ?? null;
  return { bad: shortest("bad-"), good: shortest("good-") };
}

function readExamples(folder: string): Example[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => {
      const files = readFiles(path.join(folder, entry.name), "");
      return {
        name: entry.name,
        files: files.filter((file) => file.path !== "expected.txt"),
        expected: files.find((file) => file.path === "expected.txt")?.text ?? null,
      };
    });
}

function readFiles(folder: string, prefix: string): ExampleFile[] {
  const files: ExampleFile[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => byCodeUnit(a.name, b.name))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...readFiles(full, `${prefix}${entry.name}/`));
    else if (entry.isFile()) files.push({ path: `${prefix}${entry.name}`, text: readFileSync(full, "utf8") });
  }
  return files;
}

function size(example: Example): number {
  return example.files.reduce((sum, file) => sum + file.text.length, 0);
}
