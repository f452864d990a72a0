import type { Mismatch } from "../../../facts/api-source.ts";
import { isObject, member } from "../json.ts";
import type { Located } from "../load/references.ts";
import type { Alternatives } from "./schema-object.ts";
import { subjectAt } from "./mismatches.ts";

/**
 * What is wrong with a value that fits no branch; `[]` when it fits one. Of `oneOf` no more is asked than of `anyOf`: that
 * a value fits two branches is a fault of the branches, which no example can mend.
 */
export function chosenAmong(
  { keyword, at, branches }: Alternatives,
  instancePath: string,
  check: (branch: Located) => readonly Mismatch[],
): readonly Mismatch[] {
  const failed: { branch: Located; found: readonly Mismatch[] }[] = [];
  for (const branch of branches) {
    const found = check(branch);
    if (found.length === 0) return [];
    failed.push({ branch, found });
  }
  const meant = failed.filter(({ branch }) => !isNull(branch));
  // The branch that was meant is the one whose kind the value has, and which only its members break.
  const near = meant.filter(({ found }) => found.every((each) => each.pointer.length > instancePath.length));
  const [only] = meant.length === 1 ? meant : near.length === 1 ? near : [];
  if (only) return only.found;
  return [
    {
      pointer: instancePath,
      message: `${subjectAt(instancePath)} fits none of the ${branches.length} schemas of \`${keyword}\``,
      schema: { file: at.file, pointer: at.pointer },
    },
  ];
}

function isNull({ value }: Located): boolean {
  return isObject(value) && member(value, "type") === "null";
}
