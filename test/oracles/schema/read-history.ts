import type { Migration, MigrationHistory } from "../../../src/facts/sql.ts";
import { sql } from "../../../src/languages/sql/language.ts";
import { openTree } from "../../../src/workspace/disk-tree.ts";
import type { Tree } from "../../../src/workspace/tree.ts";

/** The one history of a folder, found and read as `archlint` does. */
export async function readHistory(
  folder: string,
): Promise<{ readonly history: MigrationHistory; readonly tree: Tree }> {
  const tree = openTree(folder);
  const units = sql.discover(tree, { ignore: [] }).units.filter((unit) => unit.kind === "history");
  const [unit] = units;
  if (unit === undefined || units.length > 1)
    throw new Error(`expected one migration history in ${folder}, found ${units.length}`);
  const reading = (await sql.load()).read(unit, {
    tree,
    rules: [],
    embedded: new Map(),
    guard: (_rule, _file, call) => call(),
  });
  if (reading.kind !== "history") throw new Error(`expected the reading of a history, got ${reading.kind}`);
  return { history: reading.history, tree };
}

/** The texts to run: what stands inside a DO block runs with it. */
export function statementTexts(tree: Tree, migration: Migration): readonly string[] {
  let end = -1;
  return migration.up.flatMap(({ at }) => {
    if (at.start < end) return [];
    end = at.end;
    return [tree.read(at.file).text.slice(at.start, at.end)];
  });
}
