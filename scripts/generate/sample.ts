import path from "node:path";
import { lint } from "../../src/engine/lint.ts";
import { renderText } from "../../src/reporters/text.ts";
import type { AnyRule } from "../../src/rule/define.ts";
import { openTree } from "../../src/workspace/disk-tree.ts";

/** What the README shows of the demo: one fault between contract and code, one between a migration and a query. */
const shown = ["contract/operation-implemented", "migration/breaks-code"];

/** Findings of the demo project as they are printed. Throws when the demo no longer has them. */
export async function demoSample(root: string, rules: readonly AnyRule[]): Promise<string> {
  const demo = path.join(root, "fixtures/projects/bookshop");
  const { result, context } = await lint({ cwd: demo, tree: openTree(demo), rules });
  const printed = renderText(result, context, { width: 100, findingsOnly: true }).split("\n\n");
  return shown
    .map((rule) => {
      const finding = printed.find((block) => /^\w+\[([^\]]+)\]/.exec(block)?.[1] === rule);
      if (finding === undefined)
        throw new Error(
          `the demo project has no finding of ${rule} to show in README.md; choose another in scripts/generate/sample.ts`,
        );
      return finding;
    })
    .join("\n\n");
}
