import type { ApiDocument, Operation } from "../../facts/api.ts";
import { contracts, type Contracts } from "../../model/contract/match.ts";
import type { Project } from "../../model/project.ts";
import { at, type LineOf } from "./at.ts";

/** `archlint model api`. */
export function apiJson(project: Project, lineOf: LineOf) {
  const matched = contracts(project);
  return { documents: project.api.documents.map((document) => documentJson(document, matched, lineOf)) };
}

function documentJson(document: ApiDocument, matched: Contracts, lineOf: LineOf) {
  return {
    file: document.file,
    version: document.version,
    title: document.title,
    files: document.files,
    servers: document.servers.map((server) => server.url),
    securitySchemes: document.securitySchemes.map(({ name, type, scheme, in: place }) => ({
      name,
      type,
      scheme,
      in: place,
    })),
    /** The files where the applications are made that serve it; none when that could not be told. */
    servedBy: matched.servers(document).map((application) => application.file),
    operations: document.operations.map((operation) => operationJson(operation, lineOf)),
    problems: document.problems.map((problem) => ({
      ...at(problem.at, lineOf),
      kind: problem.kind,
      message: problem.message,
    })),
  };
}

function operationJson(operation: Operation, lineOf: LineOf) {
  return {
    method: operation.method,
    path: operation.path,
    operationId: operation.operationId,
    ...at(operation.at, lineOf),
    basePaths: operation.basePaths,
    deprecated: operation.deprecated,
    tags: operation.tags,
    /** As OpenAPI writes it: one of the alternatives, with all of its schemes. */
    security: operation.security.map(({ schemes }) =>
      Object.fromEntries(schemes.map(({ name, scopes }) => [name, scopes])),
    ),
    parameters: operation.parameters.map(({ name, in: place, required }) => ({ name, in: place, required })),
    responses: operation.responses.map((response) => response.status),
  };
}
