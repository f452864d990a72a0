import { linkCode } from "../../../src/model/code.ts";
import type { ApiDocument, Operation } from "../../../src/facts/api.ts";
import type { Route, UnknownRegistration } from "../../../src/facts/code.ts";
import type { Report } from "../../../src/findings/report.ts";
import type { Project } from "../../../src/model/project.ts";
import type { AnyRule } from "../../../src/rule/define.ts";

/** `GET /users` lines of one document. */
export function documentOf(
  file: string,
  endpoints: readonly string[],
  basePaths: readonly string[] = [""],
): ApiDocument {
  const operations = endpoints.map((endpoint): Operation => {
    const [method, path] = endpoint.split(" ") as [string, string];
    return {
      at: { file, pointer: `/paths/${path.replaceAll("/", "~1")}/${method.toLowerCase()}` },
      anchor: `openapi:${endpoint}`,
      document: file,
      method,
      path,
      operationId: null,
      deprecated: false,
      tags: [],
      basePaths,
      security: [],
      securityFrom: "nowhere",
      securityAt: null,
      parameters: [],
      requestBody: null,
      responses: [],
    };
  });
  return {
    at: { file, pointer: "" },
    anchor: `openapi:${file}`,
    file,
    version: "3.1.0",
    dialect: "3.1",
    title: null,
    infoVersion: null,
    servers: [],
    securitySchemes: [],
    hasDefaultSecurity: false,
    operations,
    webhooks: [],
    tags: [],
    source: { node: () => null, files: () => [], mismatches: () => [] },
    files: [file],
    problems: [],
  };
}

/** `GET /users @src/users.ts` lines of one application; without a file, they stand in src/routes.ts. */
export function routesOf(app: string, endpoints: readonly string[]): Route[] {
  return endpoints.map((endpoint, at) => {
    const [method, path, file = "@src/routes.ts"] = endpoint.split(" ") as [string, string, string?];
    return {
      at: { file: file.slice(1), start: at, end: at },
      anchor: `typescript:${file.slice(1)}#${endpoint}`,
      method,
      path,
      file: file.slice(1),
      framework: "express",
      app,
      auth: "unknown",
      authReason: "",
      guards: [],
      handler: null,
      handlerAt: null,
    };
  });
}

interface Parts {
  readonly documents: readonly ApiDocument[];
  readonly routes: readonly Route[];
  readonly unknown?: readonly UnknownRegistration[];
  readonly services?: readonly string[];
}

export function projectOf({ documents, routes, unknown = [], services = [] }: Parts): Project {
  const roots = [...services.map((root) => ({ root, name: root })), { root: "", name: "root" }];
  return {
    api: {
      documents,
      operations: () => documents.flatMap((document) => document.operations),
      operation: () => undefined,
    },
    histories: [],
    code: {
      modules: [],
      routes,
      unknownRegistrations: unknown,
      graphql: { operations: [], fields: [] },
      queries: [],
      queriesAsked: () => [],
      module: () => undefined,
      entities: () => [],
      calls: () => linkCode([], () => ({ unresolved: "" }), { queries: [] }).calls(),
      cycles: () => [],
    },
    decisions: [],
    services: roots,
    dependencyOf: () => null,
    serviceOf: (file) =>
      roots.find(({ root }) => file.startsWith(root === "" ? "" : `${root}/`)) as Project["services"][number],
  };
}

/** What a rule of the namespace `contract` reports about a project, with its default options. */
export function reportsOf(rule: AnyRule, project: Project): Report[] {
  const reports: Report[] = [];
  const options = Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, option]) => [name, (option as { default: unknown }).default]),
  );
  rule.check?.({ ...project, options, report: (report: Report) => reports.push(report) });
  return reports;
}
