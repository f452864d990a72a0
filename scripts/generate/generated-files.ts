import { readFileSync } from "node:fs";
import path from "node:path";
import { configSchema } from "./config-schema.ts";
import { clearestExamples } from "./examples.ts";
import { registry } from "./registry.ts";
import { lockTable } from "./lock-table.ts";
import { loadRules, ruleIds } from "./rule-files.ts";
import { withGeneratedParts } from "./readme.ts";
import { practiceIndex } from "./practice-index.ts";
import { ruleIndex } from "./rule-index.ts";
import { rulePage } from "./rule-page.ts";

/**
 * Every generated file, by its path relative to the root, with its text. One by one: the registry is the first, for
 * the engine cannot run without it, and the README, which shows a run of the engine, is the last.
 */
export async function* generatedFiles(root: string): AsyncGenerator<readonly [file: string, text: string]> {
  yield ["rules/registry.ts", registry(ruleIds(root))];
  const rules = await loadRules(root);
  for (const rule of rules) {
    const { bad, good } = clearestExamples(root, rule.id);
    yield [`docs/rules/${rule.id}.md`, rulePage(rule, bad, good)];
  }
  yield ["docs/rules/README.md", ruleIndex(rules)];
  yield ["docs/practices.md", practiceIndex(rules)];
  yield ["schema.json", `${JSON.stringify(configSchema(rules), null, 2)}\n`];
  const { demoSample } = await import("./sample.ts");
  yield ["docs/locks.md", await lockTable(rules)];
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  yield ["README.md", withGeneratedParts(readme, rules, await demoSample(root, rules))];
}
