import type { Report } from "../findings/report.ts";
import type { Api, Code, Project } from "../model/project.ts";
import type { History, Schema } from "../model/schema.ts";
import type { OptionTable, OptionValues } from "./options.ts";
import type { OpenapiVisitor } from "./openapi-visitor.ts";
import type { CodeVisitor } from "./code-visitor.ts";

/** What the first part of a rule's id says about what the rule is given. */
export type Namespace = "openapi" | "schema" | "migration" | "code" | "contract" | "query" | "boundary" | "decision";

export interface RuleContext<Options extends OptionTable> {
  readonly options: OptionValues<Options>;
  report(report: Report): void;
}

/** What `check` is given, by namespace. */
export interface CheckInput {
  /** The whole contract: for what must be decided over every operation. */
  openapi: {
    readonly api: Api;
    /**
     * The contract as it was at the git base, or in the file to compare with; a document that has not changed since is the
     * very same object. Null when there is nothing to compare with, and for a rule that does not ask (`comparesWithBase`).
     */
    readonly base: Api | null;
  };
  /** Once for each migration history, with the schema after its last step and the configured major version of PostgreSQL. */
  schema: {
    readonly schema: Schema;
    readonly history: History;
    readonly postgresVersion: number;
    /** Everything beside it: the code that writes to this schema. */
    readonly project: Project;
  };
  /** Once for each migration history. */
  migration: {
    readonly history: History;
    readonly schema: Schema;
    readonly postgresVersion: number;
    /** The files added and modified since the git base; null when there is none, so that nothing can be said. */
    readonly changes: { readonly added: ReadonlySet<string>; readonly modified: ReadonlySet<string> } | null;
    /** Everything beside it: the code that runs on this schema. */
    readonly project: Project;
  };
  code: { readonly code: Code; readonly project: Project };
  contract: Project;
  query: Project;
  boundary: Project;
  decision: Project;
}

/** What `visit` may hold, by namespace: methods keyed by node kind, called in one walk shared by all rules. */
export interface VisitorOf<Options extends OptionTable> {
  openapi: OpenapiVisitor<RuleContext<Options>>;
  code: CodeVisitor<RuleContext<Options>>;
  schema: never;
  migration: never;
  contract: never;
  query: never;
  boundary: never;
  decision: never;
}
