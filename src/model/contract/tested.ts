import type { ApiDocument, Operation } from "../../facts/api.ts";
import type { TestedPath } from "../../facts/tested-path.ts";
import type { Project } from "../project.ts";
import { align, alignments } from "./alignment.ts";
import { contracts } from "./match.ts";
import { parameter, pathShape, type PathShape } from "./path-shape.ts";
import { RouteTrie } from "./route-trie.ts";

/** Which operations of a document its repository's tests name by their paths. */
export interface Tested {
  readonly document: ApiDocument;
  /** Each with the first place that names it. */
  readonly named: ReadonlyMap<Operation, TestedPath>;
  /** The others, in the document's order. */
  readonly unnamed: readonly Operation[];
}

interface Endpoint {
  readonly operation: Operation;
  readonly method: string;
  readonly shape: PathShape;
}

/**
 * The documents that an application of the repository serves, each with what tests name of it. A path names the operation
 * it would reach: `/users/me` is not also `/users/{id}`, where both are there. One whose method is not told names all of
 * its path, and one of which a word is filled in at run time names each that it could be: what counts as named may be
 * too much, and never too little.
 */
export function testedOperations(project: Project): readonly Tested[] {
  const paths = (project.testedPaths ?? []).map((tested) => ({ tested, shape: askedShape(tested.path) }));
  const { servers } = contracts(project);
  return project.api.documents.flatMap((document) => {
    const applications = servers(document);
    if (applications.length === 0) return [];
    const served = applications.flatMap(({ pairings }) =>
      pairings.flatMap((pairing) => (pairing.document === document ? pairing.operations : [])),
    );
    const trie = new RouteTrie([...served, ...asTestsHaveThem(document, paths)]);
    const methods = [...new Set(document.operations.map(({ method }) => method))];
    const named = new Map<Operation, TestedPath>();
    for (const { tested, shape } of paths) {
      const asked = tested.method === null ? methods : [tested.method];
      for (const { operation } of asked.flatMap((method) => reached(trie, method, shape)))
        if (!named.has(operation)) named.set(operation, tested);
    }
    return [{ document, named, unnamed: document.operations.filter((operation) => !named.has(operation)) }];
  });
}

/** The operations under every prefix by which tests may ask for them: a client of theirs may know the base path. */
function asTestsHaveThem(document: ApiDocument, paths: readonly { readonly shape: PathShape }[]): readonly Endpoint[] {
  const shaped = document.operations.map((operation) => ({
    operation,
    // A prefix is told by paths alone.
    method: "",
    shape: pathShape(operation.path),
    bases: operation.basePaths.map(pathShape),
  }));
  const distinct = new Map(paths.map(({ shape }) => [shape.join("/"), { method: "", shape }]));
  return alignments(shaped, [...distinct.values()]).flatMap((alignment) =>
    shaped.flatMap(({ operation, shape }) => {
      const aligned = align(shape, alignment);
      return aligned ? [{ operation, method: operation.method, shape: aligned }] : [];
    }),
  );
}

/** What a request reaches: the path itself, else the template with the fewest parameters, else all it could be. */
function reached(trie: RouteTrie<Endpoint>, method: string, shape: PathShape): readonly Endpoint[] {
  const serving = trie.serving(method, shape);
  const found = serving.length > 0 ? serving : trie.meeting(method, shape);
  const least = Math.min(...serving.map(parameters));
  return serving.length > 0 ? found.filter((endpoint) => parameters(endpoint) === least) : found;
}

function parameters({ shape }: Endpoint): number {
  return shape.filter((segment) => segment.includes(parameter)).length;
}

/** `/users{}` of a test is `/users` with a query put behind it. */
function askedShape(path: string): PathShape {
  return pathShape(path.replace(/(?<=[^/}])(?:\{\})+$/, ""));
}
