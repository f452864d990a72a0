import type { Project } from "../project.ts";
import type { History } from "../schema.ts";
import { declaredFor } from "./declared.ts";
import { importedServices } from "./service-imports.ts";

/** Which migration history made the database that a file's queries run on, and how that is known. */
interface HistoryMatch {
  /** Null when it is not known; then nothing of the file is held against a schema. */
  readonly history: History | null;
  /** In a few words, for the person who asks: `stands in the same package`. */
  readonly reason: string;
  /** Where several fit equally well, those; a query may tell by its tables which of them is meant. */
  readonly candidates?: readonly History[];
}

const known = new WeakMap<Project, (file: string) => HistoryMatch>();

/** The migration history whose schema a file's queries run against; null where it is not certain. */
export function historyOf(project: Project, file: string): History | null {
  return historyMatch(project, file).history;
}

/**
 * Like {@link historyOf}, with the reason. In this order: what the configuration says; the one history of the file's own
 * package; the one history of the packages it imports; a history at the root, which belongs to no package more than to
 * another; the only history there is, in a package of migrations alone. Two that fit equally well are none.
 */
export function historyMatch(project: Project, file: string): HistoryMatch {
  let match = known.get(project);
  if (!match) known.set(project, (match = createMatch(project)));
  return match(file);
}

function createMatch(project: Project): (file: string) => HistoryMatch {
  // A history that makes no table (grants, seeds) is nobody's schema.
  const histories = project.histories.filter((history) => history.schema.tables().length > 0);
  const byService = new Map<string, History[]>();
  for (const history of histories) {
    const { root } = project.serviceOf(history.steps[0]?.migration.file ?? `${history.name}/`);
    const list = byService.get(root);
    if (list) list.push(history);
    else byService.set(root, [history]);
  }
  const answers = new Map<string, HistoryMatch>();
  return (file) => {
    const declared = declaredFor(project, file, "histories");
    if (declared) return ofDeclared(histories.filter(({ name }) => declared.histories?.(name)));
    const { root } = project.serviceOf(file);
    const own = byService.get(root) ?? [];
    if (own.length > 1) return nearest(own, file);
    let answer = answers.get(root);
    if (!answer) answers.set(root, (answer = ofService(project, root, byService)));
    return answer;
  };
}

function ofDeclared(named: readonly History[]): HistoryMatch {
  const [history] = named;
  if (named.length === 0) return { history: null, reason: "the configuration names no history with tables" };
  return history && named.length === 1
    ? { history, reason: "the configuration says so" }
    : { history: null, reason: `the configuration names ${named.length} histories for it` };
}

function ofService(project: Project, root: string, byService: ReadonlyMap<string, readonly History[]>): HistoryMatch {
  const [own] = byService.get(root) ?? [];
  if (own) return { history: own, reason: "stands in the same package" };
  const imported = [...importedServices(project, root)].flatMap((each) => byService.get(each) ?? []);
  if (imported.length > 1)
    return { history: null, reason: `imports packages with ${imported.length} histories`, candidates: imported };
  if (imported[0]) return { history: imported[0], reason: `imports the package it stands in` };
  const shared = byService.get("") ?? [];
  if (shared.length > 1)
    return { history: null, reason: `${shared.length} histories stand outside of all packages`, candidates: shared };
  if (shared[0]) return { history: shared[0], reason: "stands outside of all packages, and is the only one that does" };
  const [alone, ...others] = [...byService].flatMap(([folder, list]) => list.map((history) => ({ folder, history })));
  if (alone && others.length === 0 && !serves(project, alone.folder))
    return { history: alone.history, reason: "the only one, in a package that serves nothing itself" };
  return {
    history: null,
    reason:
      byService.size === 0
        ? "there is no history with tables"
        : "no history stands in its package or in one it imports",
  };
}

/**
 * Whether a package has an application of its own, or routes of one: then its history is for itself, while a package of
 * migrations alone has it for the others.
 */
export function serves({ code, serviceOf }: Pick<Project, "code" | "serviceOf">, root: string): boolean {
  return code.routes.some(({ app, file }) => serviceOf(app).root === root || serviceOf(file).root === root);
}

/** Of several histories of one package, the one whose folder shares most with the file's, when it is the only such one. */
function nearest(own: readonly History[], file: string): HistoryMatch {
  const shared = own.map((history) => commonFolders(history.name, file));
  const most = Math.max(...shared);
  const best = own.filter((_, at) => shared[at] === most);
  const [history] = best;
  if (history && best.length === 1) return { history, reason: "of the histories of its package the nearest" };
  const reason = `its package has ${own.length} histories, and none is nearer than the others`;
  return { history: null, reason, candidates: own };
}

function commonFolders(folder: string, file: string): number {
  const [a, b] = [folder.split("/"), file.split("/").slice(0, -1)];
  const differs = a.findIndex((name, at) => name !== b[at]);
  return differs < 0 ? a.length : differs;
}
