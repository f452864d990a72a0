import type { Claim, Discovery } from "../language.ts";
import type { Tree } from "../../workspace/tree.ts";

/** One decision record. */
export interface DecisionUnit {
  readonly file: string;
}

/** Folders that hold nothing but decisions; `decisions` alone is also a word of everyday code, and asks for more. */
const decisionFolder = /^(?:adrs?|architecture[-_]decisions?|(?:architecture[-_])?decision[-_](?:records?|log))$/i;
const looseFolder = /^decisions?$/i;
const aboutDecisions =
  /^(?:readme|index|template|.*[-_. ]template|template[-_. ].*|contributing|glossary|changelog|_.*)$/i;
const numbered = /^(?:adr|decision|record)?[-_. ]*\d{1,8}(?=[-_. ]|$)/i;
const decisionHeading = /^(?:#+ *|[*_-]+ *)*(?:status|context|decision|decision outcome|consequences)\b/im;

/** Finds the decision records: Markdown files in a decision folder, by their number or by what they say. */
export function discoverDecisions(tree: Tree): Discovery<DecisionUnit> {
  const units: DecisionUnit[] = [];
  const claims: Claim[] = [];
  for (const file of tree.files) {
    if (!/\.(?:md|markdown)$/i.test(file)) continue;
    const claim = judge(tree, file);
    if (!claim) continue;
    claims.push(claim);
    if (claim.taken) units.push({ file });
  }
  return { units, claims };
}

function judge(tree: Tree, file: string): Claim | null {
  const folders = file.split("/").slice(0, -1);
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const sure = folders.find((folder) => decisionFolder.test(folder));
  const folder = sure ?? folders.find((candidate) => looseFolder.test(candidate));
  if (folder === undefined) return null;
  if (aboutDecisions.test(name))
    return { file, taken: false, as: "page about decisions", why: `called \`${name}\`, which is no decision` };
  if (numbered.test(name)) return { file, taken: true, as: "decision", why: `numbered, in the folder \`${folder}\`` };
  if (decisionHeading.test(headOf(tree, file)))
    return { file, taken: true, as: "decision", why: `has the sections of a decision, in the folder \`${folder}\`` };
  return sure === undefined
    ? null
    : { file, taken: false, as: "page about decisions", why: "has neither a number nor the sections of a decision" };
}

/** What cannot be read says nothing here; reading it as a decision is where that would be told. */
function headOf(tree: Tree, file: string): string {
  try {
    return tree.head(file, 8192);
  } catch {
    return "";
  }
}
