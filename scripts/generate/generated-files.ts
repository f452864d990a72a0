import { readFileSync } from "node:fs";
import path from "node:path";
import { configSchema } from "./config-schema.ts";
import { clearestExamples } from "./examples.ts";
import { registry } from "./registry.ts";
import { loadRules, ruleIds } from "./rule-files.ts";
import { withGeneratedParts } from "./readme.ts";
import { ruleIndex } from "./rule-index.ts";
import { rulePage } from "./rule-page.ts";
import { demoSample } from "./sample.ts";

/** Every generated file with its text, by its path relative to the root. */
export async function generatedFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>([["rules/registry.ts", registry(ruleIds(root))]]);
  const rules = await loadRules(root);
  for (const rule of rules) {
    const { bad, good } = clearestExamples(root, rule.id);
    files.set(`docs/rules/${rule.id}.md`, rulePage(rule, bad, good));
  }
  files.set("docs/rules/README.md", ruleIndex(rules));
  files.set("schema.json", `${JSON.stringify(configSchema(rules), null, 2)}\n`);
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  files.set("README.md", withGeneratedParts(readme, rules, await demoSample(root, rules)));
  return files;
}
