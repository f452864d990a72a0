import type { Examined, ReportContext, Result } from "../../src/findings/result.ts";
import type { Finding, Location } from "../../src/findings/finding.ts";
import { SourceText } from "../../src/workspace/source-text.ts";

/** The place of `marked` in the text of a file, as a finding would carry it. */
export function locate(files: Readonly<Record<string, string>>, file: string, marked: string, label = ""): Location {
  const source = new SourceText(file, files[file] as string);
  const start = source.text.indexOf(marked);
  if (start < 0) throw new Error(`${file} does not hold ${marked}`);
  return { file, start: source.positionAt(start), end: source.positionAt(start + marked.length), label };
}

export function finding(primary: Location, more: Partial<Finding> = {}): Finding {
  return {
    rule: "schema/foreign-key-index",
    severity: "error",
    confidence: "high",
    message: "foreign key `orders.customer_id` has no index",
    primary,
    related: [],
    anchor: "sql:public.orders.customer_id",
    fingerprint: "0123456789abcdef",
    fixes: [],
    ...more,
  };
}

export const examined: Examined = {
  files: { openapi: 1, sql: 2 },
  totalFiles: 3,
  operations: 4,
  migrations: 2,
  statements: 9,
  unreadStatements: 0,
  modules: 0,
  routes: 0,
  routesUnknownAuth: 0,
  unknownRegistrations: 0,
  queries: 0,
  incompleteQueries: 0,
  unreadQueries: 0,
  decisions: 0,
  rules: 16,
};

export function result(findings: readonly Finding[], more: Partial<Result> = {}): Result {
  return { findings, examined, unread: [], suppressed: 0, crashed: false, warnings: [], ...more };
}

export function context(files: Readonly<Record<string, string>>): ReportContext {
  return {
    source: (file) => (files[file] === undefined ? null : new SourceText(file, files[file])),
    rule: (id) => ({
      summary: `${id} holds`,
      why: "PostgreSQL does not index the referencing columns of a foreign key",
      fix: "create an index",
      tradeoff: "A small table needs none.",
      references: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
      practice: "data/indexing",
      severity: "warning",
      confidence: "high",
    }),
  };
}
