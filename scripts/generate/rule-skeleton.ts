/** The start of a new rule's file: type-checks as it is, and every text says what belongs in its place. */
export function ruleSkeleton(id: string): string {
  return `import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: ${JSON.stringify(id)},
  practice: "the row of \`archlint practices\` it belongs to, as data/indexing",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "say what holds when the rule is content, in one line",
  why: "Say what breaks, and when. One paragraph, with its source where it claims something.",
  fix: "say how to mend it",
  tradeoff: "Say when a team rightly ignores it.",
  references: [],
${body(id)}});
`;
}

const parameter: Readonly<Record<string, string>> = {
  openapi: "api",
  schema: "schema",
  migration: "history",
  code: "code",
  contract: "api",
  query: "code",
  boundary: "code",
  decision: "decisions",
};

const subjects: Readonly<Record<string, string>> = {
  openapi: "api.documents",
  schema: "schema.tables()",
  migration: "history.steps",
  code: "code.modules",
  contract: "api.operations()",
  query: "code.queries",
  boundary: "code.modules",
  decision: "decisions",
};

/** The namespaces a rule can be of. */
export const namespaces = Object.keys(subjects);

function body(id: string): string {
  const namespace = id.slice(0, id.indexOf("/"));
  return `  check({ ${parameter[namespace]}, report }) {
    for (const subject of ${subjects[namespace]}) {
      report({ at: subject, message: "say what is wrong, with the user's name in \`backticks\`" });
    }
  },
`;
}
