import { hasWord, type PathShape } from "./path-shape.ts";

/** What stands closest to a path that is missing on the other side. */
export interface Nearest<Entry> {
  readonly entry: Entry;
  /**
   * `method`: the same path under another method; `spelling`: one segment differs by a letter or two; `neighbour`: the
   * path that shares most of its beginning, and at least half of the path.
   */
  readonly why: "method" | "spelling" | "neighbour";
}

interface Shaped {
  readonly method: string;
  readonly shape: PathShape;
}

/** Finds the nearest of many paths without comparing each with each. */
export class NearestPaths<Entry extends Shaped> {
  readonly #byPath = new Map<string, Entry[]>();
  readonly #byOthers = new Map<string, Entry[]>();
  readonly #byStart = new Map<string, Entry>();
  /** What all paths begin with (`/api/v1`) makes no two of them neighbours. */
  readonly #common: number;

  constructor(entries: readonly Entry[]) {
    this.#common = commonLength(entries);
    for (const entry of entries) {
      add(this.#byPath, entry.shape.join("/"), entry);
      for (const at of entry.shape.keys()) add(this.#byOthers, blanked(entry.shape, at), entry);
      for (let length = 1; length <= entry.shape.length; length++) {
        const start = entry.shape.slice(0, length).join("/");
        const known = this.#byStart.get(start);
        // The shortest path behind a beginning speaks for it: the collection rather than one of its items.
        if (!known || entry.shape.length < known.shape.length) this.#byStart.set(start, entry);
      }
    }
  }

  nearest({ method, shape }: Shaped): Nearest<Entry> | null {
    const same = this.#byPath.get(shape.join("/"))?.find((entry) => entry.method !== method);
    if (same) return { entry: same, why: "method" };
    for (const at of shape.keys()) {
      const written = shape[at] as string;
      const close = this.#byOthers
        .get(blanked(shape, at))
        ?.filter((entry) => isMisspelled(entry.shape[at] as string, written));
      const entry = close?.find((candidate) => candidate.method === method) ?? close?.[0];
      if (entry) return { entry, why: "spelling" };
    }
    for (
      let length = shape.length - 1;
      length > this.#common && length * 2 >= shape.length && hasWord(shape.slice(0, length));
      length--
    ) {
      const neighbour = this.#byStart.get(shape.slice(0, length).join("/"));
      if (neighbour) return { entry: neighbour, why: "neighbour" };
    }
    return null;
  }
}

function commonLength(entries: readonly Shaped[]): number {
  const first = entries[0]?.shape ?? [];
  let length = first.length;
  for (const { shape } of entries) {
    const differs = shape.findIndex((segment, at) => at >= length || segment !== first[at]);
    length = Math.min(length, differs < 0 ? shape.length : differs);
  }
  return entries.length > 1 ? length : 0;
}

function add<Entry>(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}

function blanked(shape: PathShape, at: number): string {
  return `${at} ${shape.map((segment, index) => (index === at ? "" : segment)).join("/")}`;
}

/** At most a third of the letters differ, and no more than two: `user` and `users`, `adress` and `address`. */
function isMisspelled(a: string, b: string): boolean {
  if (a === b || a.includes("{}") || b.includes("{}")) return false;
  return editDistance(a, b) <= Math.min(2, Math.floor(Math.max(a.length, b.length) / 3));
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      line.push(
        Math.min((above[column] as number) + 1, (line[column - 1] as number) + 1, (above[column - 1] as number) + cost),
      );
    }
    above = line;
  }
  return above[b.length] as number;
}
