import { parameter, wildcard, type PathShape } from "./path-shape.ts";

/** Routes by their paths, one level a segment: what would answer a request, in time that does not grow with their number. */
export class RouteTrie<Entry extends { readonly method: string; readonly shape: PathShape }> {
  readonly #root: TrieNode<Entry> = { children: new Map(), entries: [] };

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      let node = this.#root;
      for (const segment of entry.shape) {
        let child = node.children.get(segment);
        if (!child) node.children.set(segment, (child = { children: new Map(), entries: [] }));
        node = child;
      }
      node.entries.push(entry);
    }
  }

  /** Routes of exactly this path, of any method. */
  at(shape: PathShape): readonly Entry[] {
    let node: TrieNode<Entry> | undefined = this.#root;
    for (const segment of shape) node = node?.children.get(segment);
    return node?.entries ?? [];
  }

  /** Routes that answer each request to this path: literal segments may meet a route's parameter, not the other way round. */
  serving(method: string, shape: PathShape): readonly Entry[] {
    return this.#collect(this.#root, shape, 0).filter((entry) => answers(entry.method, method));
  }

  /**
   * The wildcard routes (proxies, sub-applications) that this path would fall into. One that catches every path of the
   * application (`*`) is not among them: it answers what nothing else does, with a page or a 404.
   */
  catching(method: string, shape: PathShape): readonly Entry[] {
    const found: Entry[] = [];
    let nodes: TrieNode<Entry>[] = [this.#root];
    for (const segment of shape) {
      nodes = nodes.flatMap((node) => childrenFor(node, segment));
      for (const node of nodes) found.push(...(node.children.get(wildcard)?.entries ?? []));
    }
    return found.filter((entry) => answers(entry.method, method));
  }

  /** Routes that may answer a request to this path: a parameter of it, filled in, may be any word of a route. */
  meeting(method: string, shape: PathShape): readonly Entry[] {
    let nodes: readonly TrieNode<Entry>[] = [this.#root];
    for (const segment of shape)
      nodes = nodes.flatMap((node) =>
        segment === parameter ? [...node.children.values()] : childrenFor(node, segment),
      );
    return nodes.flatMap((node) => node.entries).filter((entry) => answers(entry.method, method));
  }

  #collect(node: TrieNode<Entry>, shape: PathShape, at: number): readonly Entry[] {
    const segment = shape[at];
    if (segment === undefined) return node.entries;
    return childrenFor(node, segment).flatMap((child) => this.#collect(child, shape, at + 1));
  }
}

interface TrieNode<Entry> {
  readonly children: Map<string, TrieNode<Entry>>;
  readonly entries: Entry[];
}

function childrenFor<Entry>(node: TrieNode<Entry>, segment: string): TrieNode<Entry>[] {
  const names = segment === parameter ? [parameter] : [segment, parameter];
  return names.flatMap((name) => node.children.get(name) ?? []);
}

/** `ALL` answers everything, and GET answers HEAD. */
export function answers(served: string, asked: string): boolean {
  const method = served.toUpperCase();
  return method === asked.toUpperCase() || method === "ALL" || (method === "GET" && asked.toUpperCase() === "HEAD");
}
