import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { configSchema } from "./config-schema.ts";
import { clearestExamples } from "./examples.ts";
import { registry } from "./registry.ts";
import { loadRules, ruleIds } from "./rule-files.ts";
import { ruleIndex, withRuleTable } from "./rule-index.ts";
import { rulePage } from "./rule-page.ts";

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
  const readme = path.join(root, "README.md");
  if (existsSync(readme)) files.set("README.md", withRuleTable(readFileSync(readme, "utf8"), rules));
  return files;
}
