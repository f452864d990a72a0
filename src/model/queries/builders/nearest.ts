import type { Entity } from "../../../facts/entities.ts";

/** Of several entities of one name the one whose folder shares most with a file's; null where that is not one. */
export function nearestTo(file: string, entities: readonly Entity[]): Entity | null {
  const [only] = entities;
  if (entities.length < 2) return only ?? null;
  const shared = entities.map((entity) => commonFolders(entity.file, file));
  const most = Math.max(...shared);
  const best = entities.filter((_, index) => shared[index] === most);
  return best.length === 1 ? (best[0] as Entity) : null;
}

function commonFolders(a: string, b: string): number {
  const [left, right] = [a.split("/").slice(0, -1), b.split("/").slice(0, -1)];
  const differs = left.findIndex((name, index) => name !== right[index]);
  return differs < 0 ? left.length : differs;
}
