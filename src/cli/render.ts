import type { ReportContext, Result } from "../findings/result.ts";
import type { FormatName } from "./formats.ts";
import { version } from "./version.ts";

/** What a report of findings is made from. */
export interface Rendering {
  readonly result: Result;
  readonly context: ReportContext;
  /** The project's folder in the repository; `""` at its root. */
  readonly prefix: string;
  /** Where the commit's files can be seen; null when nothing says it. */
  readonly blobUrl: string | null;
}

/** Formats that need nothing but the findings and where the project lies; each loads its reporter when asked. */
export const renderers: Readonly<
  Record<Exclude<FormatName, "text" | "github">, (rendering: Rendering) => Promise<string>>
> = {
  json: async ({ result, context }) => (await import("../reporters/json.ts")).renderJson(result, context),
  sarif: async ({ result, context, prefix }) =>
    (await import("../reporters/sarif.ts")).renderSarif(result, context, { version: version(), prefix }),
  compact: async ({ result, prefix }) => (await import("../reporters/compact.ts")).renderCompact(result, prefix),
  agent: async ({ result, context, prefix }) =>
    (await import("../reporters/agent.ts")).renderAgent(result, context, prefix),
  gitlab: async ({ result, prefix }) => (await import("../reporters/gitlab.ts")).renderGitlab(result, prefix),
  junit: async ({ result, context, prefix }) =>
    (await import("../reporters/junit.ts")).renderJunit(result, context, prefix),
  checkstyle: async ({ result, prefix }) =>
    (await import("../reporters/checkstyle.ts")).renderCheckstyle(result, prefix),
  markdown: async ({ result, context, prefix, blobUrl }) =>
    (await import("../reporters/markdown.ts")).renderMarkdown(result, context, { prefix, blobUrl }),
};
