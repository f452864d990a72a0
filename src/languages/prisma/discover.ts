import type { Claim, Discovery } from "../language.ts";
import { UnreadableFile, type Tree } from "../../workspace/tree.ts";

/** One Prisma schema: the file with its datasource, and the other files of its folder and below. */
export interface PrismaUnit {
  readonly file: string;
  readonly files: readonly string[];
}

const datasource = /^\s*datasource\s+\w+\s*\{([^}]*)\}/m;
const provider = /^\s*provider\s*=\s*"(\w+)"/m;

/** Finds the Prisma schemas of PostgreSQL databases: one file, or a folder of them. */
export function discoverPrisma(tree: Tree): Discovery<PrismaUnit> {
  const files = tree.files.filter((file) => file.endsWith(".prisma"));
  const claims: Claim[] = [];
  const heads = new Map<string, string>();
  for (const file of files) {
    const database = databaseOf(tree, file);
    if (database === null) continue;
    if (/^(?:postgres(?:ql)?|cockroachdb|unknown)$/.test(database)) heads.set(file, folderOf(file));
    else claims.push(left(file, `its datasource is ${database}`));
  }
  const parts = new Map<string, string[]>([...heads.keys()].map((file) => [file, [file]]));
  for (const file of files) {
    if (heads.has(file) || claims.some((claim) => claim.file === file)) continue;
    const owner = ownerOf(file, heads);
    if (owner === null) claims.push(left(file, "no schema with a datasource stands in its folder or above"));
    else parts.get(owner)?.push(file);
  }
  const units = [...parts].map(([file, all]): PrismaUnit => ({ file, files: all.toSorted() }));
  for (const { file, files: all } of units)
    for (const each of all)
      claims.push({
        file: each,
        taken: true,
        as: "Prisma schema",
        why: each === file ? "has a datasource" : `belongs to \`${file}\``,
        group: file,
      });
  return { units, claims };
}

function left(file: string, why: string): Claim {
  return { file, taken: false, as: "Prisma schema", why };
}

/** What its datasource names; null without one. */
function databaseOf(tree: Tree, file: string): string | null {
  try {
    const found = datasource.exec(tree.head(file, 65_536));
    return found ? (provider.exec(found[1] ?? "")?.[1] ?? "unknown") : null;
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

/** The schema of the nearest folder above; null where two stand in it. */
function ownerOf(file: string, heads: ReadonlyMap<string, string>): string | null {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const here = [...heads].filter(([, of]) => of === folder);
    if (here.length > 0) return here.length === 1 ? (here[0]?.[0] ?? null) : null;
    if (folder === "") return null;
  }
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf("/"), 0));
}
