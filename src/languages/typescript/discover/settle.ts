import { UnreadableFile, type Tree } from "../../../workspace/tree.ts";
import { createResolver } from "../resolve.ts";
import { importsOf } from "./imports.ts";
import type { RoleAnswer } from "./roles.ts";

/** Templates that import code of the page. */
const template = /\.(?:vue|svelte|astro)$/;

/**
 * Decides by the import graph what text and place leave open. Code that only pages import, and that needs nothing of a
 * server, runs in the page, whatever else its package has; code of a package of components that a server imports runs
 * there. Imports of types are no edges. What nobody imports keeps what is supposed of it.
 */
export function settleByImports(tree: Tree, answers: ReadonlyMap<string, RoleAnswer>): ReadonlyMap<string, RoleAnswer> {
  const open = new Set([...answers].flatMap(([file, { settled }]) => (settled ? [] : [file])));
  const pages = tree.files.filter((file) => answers.get(file)?.role === "frontend" || template.test(file));
  if (open.size === 0 || pages.length === 0) return answers;
  const imports = importGraph(tree, [...answers.keys(), ...tree.files.filter((file) => template.test(file))]);
  const imported = new Set([...imports.values()].flat());
  const isSettled = (file: string, role: RoleAnswer["role"]): boolean => {
    const answer = answers.get(file);
    return answer?.settled === true && answer.role === role;
  };
  const served = [...answers.keys()].filter((file) => isSettled(file, "server"));
  const alone = [...open].filter((file) => answers.get(file)?.role === "server" && !imported.has(file));
  const byServer = spread([...served, ...alone], imports, open);
  const byPage = spread(
    pages.filter((file) => !open.has(file)),
    imports,
    open,
  );
  const bound = [...answers.keys()].filter((file) => answers.get(file)?.binds);
  const needing = spread(bound, reversed(imports), new Set([...open, ...served]));
  return new Map(
    [...answers].map(([file, answer]) => [
      file,
      settle(answer, needing.has(file), byServer.get(file), byPage.get(file)),
    ]),
  );
}

function settle(
  answer: RoleAnswer,
  needsServer: boolean,
  byServer: string | undefined,
  byPage: string | undefined,
): RoleAnswer {
  if (answer.settled) return answer;
  if (answer.role === "server")
    return byPage === undefined || byServer !== undefined || needsServer
      ? answer
      : { role: "frontend", why: `only frontend code such as \`${byPage}\` leads to it`, settled: true };
  return byServer === undefined || (byPage !== undefined && !needsServer)
    ? answer
    : { role: "server", why: `\`${byServer}\` of the server leads to it`, settled: true };
}

/** The open files that are reached from others through open files, each with where the way to it begins. */
function spread(
  from: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
  open: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const origin = new Map<string, string>();
  const queue = from.map((file) => [file, file] as const);
  for (const file of from) if (open.has(file)) origin.set(file, file);
  for (const [file, begun] of queue) {
    for (const target of edges.get(file) ?? []) {
      if (!open.has(target) || origin.has(target)) continue;
      origin.set(target, begun);
      queue.push([target, begun]);
    }
  }
  return origin;
}

function importGraph(tree: Tree, files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const resolve = createResolver(tree);
  return new Map(
    files.map((file) => {
      const targets = new Set<string>();
      for (const { specifier } of importsOf(textOf(tree, file))) {
        const found = resolve(file, specifier);
        if ("target" in found) targets.add(found.target);
      }
      return [file, [...targets]];
    }),
  );
}

function reversed(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const back = new Map<string, string[]>();
  for (const [from, targets] of edges) {
    for (const target of targets) {
      const known = back.get(target);
      if (known) known.push(from);
      else back.set(target, [from]);
    }
  }
  return back;
}

function textOf(tree: Tree, file: string): string {
  try {
    return tree.read(file).text;
  } catch (error) {
    if (error instanceof UnreadableFile) return "";
    throw error;
  }
}
