import { basename, dirname, relative, resolve, sep } from "node:path";
import { buildApi } from "../model/api.ts";
import { openFileTree } from "../workspace/disk-tree.ts";
import { readDocuments, type BaseApi, type BaseInput } from "./base-documents.ts";
import { NothingToCompare } from "./nothing-to-compare.ts";

/**
 * The contract with the older document at the path `against` in the place of the one it is compared with. Throws
 * {@link NothingToCompare} when it cannot be read, or when there is not exactly one to compare with it.
 */
export async function readAgainst(input: BaseInput, against: string): Promise<BaseApi> {
  const path = resolve(input.root, against);
  const within = relative(input.root, path).split(sep).join("/");
  const inside = within !== ".." && !within.startsWith("../") && !/^[a-z]:|^\//i.test(within);
  // What it refers to may stand anywhere in the project; outside of it, in its own folder.
  const tree = inside ? openFileTree(input.root, within) : openFileTree(dirname(path), basename(path));
  if (!tree) throw new NothingToCompare(`--against: there is no file ${against}`);
  const paths = input.options.paths ?? [];
  const others = input.facts.documents.filter(({ file }) => !inside || file !== within);
  const named = others.filter(
    ({ file }) => paths.length === 0 || paths.some((given) => file === given || file.startsWith(`${given}/`)),
  );
  const [today] = named;
  if (!today || named.length > 1) {
    const found = today ? `are ${named.map(({ file }) => file).join(", ")}` : "is none";
    throw new NothingToCompare(
      `--against compares one OpenAPI document, and there ${found} here: archlint <document> --against <file> names it`,
    );
  }
  const { documents, unread } = await readDocuments(input, tree);
  const [old] = documents;
  if (!old) throw new NothingToCompare(`--against: ${against} is no OpenAPI document that can be read`);
  // The others are as they are: nothing of theirs is compared.
  const unchanged = input.facts.documents.filter((document) => document !== today);
  return { api: buildApi([...unchanged, old]), unread };
}
