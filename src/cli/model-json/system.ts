import type { Project } from "../../model/project.ts";
import { documentMatches } from "../../model/system/documents.ts";
import { documentGenerator } from "../../model/system/generated.ts";
import { historyMatch } from "../../model/system/histories.ts";

/** `archlint model system`: which documents and migration histories belong to which application, why, and what is left over. */
export function systemJson(project: Project) {
  const documents = documentMatches(project);
  const apps = [...new Set(project.code.routes.map(({ app }) => app))].toSorted();
  const applications = apps.map((file) => {
    const { history, reason } = historyMatch(project, file);
    const service = project.serviceOf(file).root;
    const own = documents.flatMap(({ document, applications: matched }) =>
      matched
        .filter((each) => each.file === file)
        .map((each) => ({ file: document.file, operations: each.operations, reason: each.reason })),
    );
    return {
      file,
      service,
      routes: project.code.routes.filter(({ app }) => app === file).length,
      documents: own,
      ...(own.length === 0 ? { noDocument: whyNone(documentGenerator(project, service)) } : {}),
      history: { name: history?.name ?? null, reason },
    };
  });
  const used = new Set(applications.map(({ history }) => history.name));
  return {
    applications,
    unmatched: {
      documents: documents.flatMap(({ document, unmatched }) =>
        unmatched === null ? [] : [{ file: document.file, reason: unmatched }],
      ),
      histories: project.histories.map(({ name }) => name).filter((name) => !used.has(name)),
    },
  };
}

function whyNone(generator: string | null): string {
  return generator === null
    ? "no document of the repository was matched with it"
    : `${generator} makes its document from the code: there is nothing to compare`;
}
