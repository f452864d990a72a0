import { picomatch } from "../../../packages/picomatch.ts";
import type { CodeRole } from "../../../rule/code-visitor.ts";
import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import type { Claim, Discovery, DiscoverySettings } from "../../language.ts";
import type { CodeUnit } from "../language.ts";
import { leftByContent, leftByPath } from "./left.ts";
import { packagesOf } from "./packages.ts";
import { type RoleAnswer, roleOf } from "./roles.ts";
import { settleByImports } from "./settle.ts";

const ourExtension = /\.(?:[cm]?ts|tsx|[cm]?js|jsx)$/;

/** In bytes. Bundles and generated clients are larger; what people write is not. */
const largest = 1_500_000;

const roleLabels: Readonly<Record<CodeRole, string>> = {
  server: "server code",
  script: "script",
  frontend: "frontend code",
  config: "tool configuration",
  migration: "migration code",
  example: "example",
};

/** Every TypeScript and JavaScript file, taken with its role or left with the reason. Reads only the first kilobytes of each. */
export function discover(tree: Tree, settings: DiscoverySettings): Discovery<CodeUnit> {
  const claims: Claim[] = [];
  const answers = new Map<string, RoleAnswer>();
  const ignored = settings.ignore.length > 0 ? picomatch(settings.ignore, { dot: true }) : () => false;
  for (const file of tree.files) {
    if (!ourExtension.test(file) || ignored(file)) continue;
    const taken = take(tree, file);
    if ("role" in taken) answers.set(file, taken);
    else claims.push(taken);
  }
  const units: CodeUnit[] = [];
  for (const [file, { role, why }] of settleByImports(tree, answers)) {
    units.push({ file, role });
    claims.push({ file, taken: true, as: roleLabels[role], why });
  }
  return { units, claims: claims.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** What a file is for, or the claim that it is left. */
function take(tree: Tree, file: string): Claim | RoleAnswer {
  const byPath = leftByPath(file);
  if (byPath) return { file, taken: false, ...byPath };
  if (tree.size(file) > largest)
    return {
      file,
      taken: false,
      as: "generated code",
      why: `has ${(tree.size(file) / 1_000_000).toFixed(1)} MB, more than people write`,
    };
  let head: string;
  try {
    head = tree.head(file);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    // The reader says why it cannot be read: not here, where nobody would see it.
    head = "";
  }
  const byContent = leftByContent(head);
  if (byContent) return { file, taken: false, ...byContent };
  return roleOf(file, head, packagesOf(tree).nearest(file));
}
