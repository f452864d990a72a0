import path from "node:path";
import { describe, expect, it } from "vitest";
import { renderers } from "../src/cli/render.ts";
import { lint } from "../src/engine/lint.ts";
import { renderGithub } from "../src/reporters/github.ts";
import { jobSummary } from "../src/reporters/github/job-summary.ts";
import { renderText } from "../src/reporters/text.ts";
import { openTree } from "../src/workspace/disk-tree.ts";
import type { Tree } from "../src/workspace/tree.ts";

/** The same files, listed in another order. */
function reordered(tree: Tree, order: (files: readonly string[]) => readonly string[]): Tree {
  return {
    files: order(tree.files),
    has: (file) => tree.has(file),
    size: (file) => tree.size(file),
    read: (file) => tree.read(file),
    head: (file, bytes) => tree.head(file, bytes),
    resolve: (from, reference) => tree.resolve(from, reference),
  };
}

/** A fixed shuffle: by a multiplicative hash of the path. */
function shuffled(files: readonly string[]): readonly string[] {
  const key = (file: string) =>
    [...file].reduce((hash, unit) => Math.imul(hash ^ unit.charCodeAt(0), 2654435761), 7) >>> 0;
  return files.toSorted((a, b) => key(a) - key(b));
}

const bookshop = path.join(import.meta.dirname, "../fixtures/projects/bookshop");

async function everything(tree: Tree): Promise<string> {
  const outputs: string[] = [];
  for (const detail of [{}, { all: true, history: true }]) {
    const run = await lint({ cwd: bookshop, tree, config: { preset: "strict" }, ...detail });
    outputs.push(renderText(run.result, run.context, { width: 100 }));
    outputs.push(renderGithub(run.result, run.context, {}));
    outputs.push(jobSummary(run.result, { prefix: "", blobUrl: null }));
    for (const [, render] of Object.entries(renderers))
      outputs.push(await render({ ...run, prefix: "services/shop", blobUrl: "https://example.com/blob/1" }));
    outputs.push(JSON.stringify(run.listed));
  }
  return outputs.join("\n");
}

describe("the same tree gives the same bytes", () => {
  it("over two runs", async () => {
    expect(await everything(openTree(bookshop))).toBe(await everything(openTree(bookshop)));
  });

  it("in any order of files", async () => {
    const tree = openTree(bookshop);
    const expected = await everything(tree);
    expect(await everything(reordered(tree, shuffled))).toBe(expected);
    expect(await everything(reordered(tree, (files) => files.toReversed()))).toBe(expected);
  });
});
