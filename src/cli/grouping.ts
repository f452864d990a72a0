import type { Finding } from "../findings/finding.ts";
import type { ReportContext } from "../findings/result.ts";
import type { OwnersOf } from "../workspace/code-owners.ts";
import type { OptionValues } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** What `--group-by` puts a finding under; nothing without it. */
export async function grouping(
  by: OptionValues["group-by"],
  context: ReportContext,
  root: string,
): Promise<{ readonly groupOf?: (finding: Finding) => string }> {
  if (by === undefined) return {};
  if (by === "rule") return { groupOf: ({ rule }) => rule };
  if (by === "file") return { groupOf: ({ primary }) => primary.file || "the project" };
  if (by === "practice") return { groupOf: ({ rule }) => context.rule(rule)?.practice ?? "no practice" };
  const owners = await ownersIn(root);
  return { groupOf: ({ primary }) => owners(primary.file).join(" ") || "no owner" };
}

/** Who owns which file of the project. Throws a {@link UsageError} where nothing says it. */
export async function ownersIn(root: string): Promise<OwnersOf> {
  const { readCodeOwners } = await import("../workspace/code-owners.ts");
  const owners = readCodeOwners(root);
  if (owners) return owners;
  throw new UsageError("--group-by owner needs a CODEOWNERS file in .github, in the root or in docs of the repository");
}
