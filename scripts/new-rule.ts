/** `npm run new-rule schema/foo`: the rule's file, its first two fixtures, and what is generated from them. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { namespaces, ruleSkeleton } from "./generate/rule-skeleton.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const id = process.argv[2] ?? "";
const problem = problemWith(id);

if (problem) {
  console.error(problem);
  process.exitCode = 2;
} else {
  mkdirSync(path.dirname(ruleFile()), { recursive: true });
  writeFileSync(ruleFile(), ruleSkeleton(id));
  for (const example of ["bad-example", "good-example"])
    mkdirSync(path.join(root, "fixtures", id, example), { recursive: true });
  console.log(
    [
      `rules/${id}.ts              the rule: fill in each field`,
      `fixtures/${id}/bad-example/   a tiny repository that is wrong`,
      `fixtures/${id}/good-example/  the same, put right`,
      "then: npm run generate && UPDATE_FIXTURES=1 npx vitest run test/rules.test.ts, and read what it wrote",
    ].join("\n"),
  );
  await import("./generate.ts");
}

function problemWith(name: string): string | null {
  const shape = /^([a-z]+)\/[a-z][a-z0-9-]*$/.exec(name);
  if (!shape)
    return `expected an id such as schema/foreign-key-index, found "${name}": npm run new-rule <namespace>/<name>`;
  if (!namespaces.includes(shape[1] as string))
    return `expected one of the namespaces ${namespaces.join(", ")}, found "${shape[1]}"`;
  return existsSync(ruleFile()) ? `rules/${name}.ts exists already` : null;
}

function ruleFile(): string {
  return path.join(root, "rules", `${id}.ts`);
}
