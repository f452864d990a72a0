import type { ApiDocument } from "../../facts/api.ts";
import { contracts } from "../contract/match.ts";
import type { Project } from "../project.ts";
import { declaredFor } from "./declared.ts";

/** Which applications a document speaks of, and how that is known. */
interface DocumentMatch {
  readonly document: ApiDocument;
  readonly applications: readonly {
    readonly file: string;
    /** How many of the document's operations its routes answer. */
    readonly operations: number;
    readonly reason: string;
  }[];
  /** Why there are no applications; null when there are. */
  readonly unmatched: string | null;
}

/** Every document of the project with the applications it was matched with. */
export function documentMatches(project: Project): readonly DocumentMatch[] {
  const { applications } = contracts(project);
  return project.api.documents.map((document) => {
    const found = applications.flatMap(({ file, service, pairings }) =>
      pairings
        .filter((pairing) => pairing.document === document)
        .map(({ pairs }) => ({ file, operations: pairs.size, reason: reasonOf(project, document, file, service) })),
    );
    return { document, applications: found, unmatched: found.length > 0 ? null : whyNot(project, document) };
  });
}

function reasonOf(project: Project, document: ApiDocument, file: string, service: string): string {
  if (declaredFor(project, file, "documents")?.documents?.(document.file)) return "the configuration says so";
  return project.serviceOf(document.file).root === service
    ? "stands in the same package, and has paths in common with it"
    : "has most paths of one of the two in common";
}

function whyNot({ code }: Project, document: ApiDocument): string {
  if (document.operations.length === 0) return "names no operation";
  if (code.routes.length === 0) return "the repository serves no route that is understood";
  return "no application serves enough of its paths";
}
