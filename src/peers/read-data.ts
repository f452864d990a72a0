import { load, YAMLException } from "js-yaml";
import { UnreadableFile, type Tree } from "../workspace/tree.ts";

/** Settings written by hand are small; what is larger is something else under that name. */
const largest = 2 ** 22;

/** What a settings file of another tool holds, or why it cannot be read, in words that follow its name. */
export type DataRead = { readonly value: unknown } | { readonly problem: string };

/** Reads YAML, or JSON, which YAML holds. Never throws for what stands in the file. */
export function readData(tree: Tree, file: string): DataRead {
  try {
    if (tree.size(file) > largest) return tooLarge(tree.size(file));
    const { text } = tree.read(file);
    return text.length > largest ? tooLarge(text.length) : { value: load(text) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { problem: error.reason };
    if (error instanceof YAMLException)
      return {
        problem: `it is no YAML${error.mark ? `: line ${error.mark.line + 1}: ${error.reason}` : `: ${error.reason}`}`,
      };
    if (error instanceof RangeError) return { problem: "it is nested too deeply" };
    throw error;
  }
}

function tooLarge(size: number): DataRead {
  return {
    problem: `it is larger than settings are: ${Math.ceil(size / 2 ** 20)} MiB, and ${largest / 2 ** 20} are read`,
  };
}

export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a list: itself, or alone in one; nothing is an empty one. */
export function listed(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
