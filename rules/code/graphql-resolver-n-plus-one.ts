import { askedPerParent } from "../../src/model/code/graphql/per-parent.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/graphql-resolver-n-plus-one",
  practice: "graphql/contract",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a field that is asked for on many objects is loaded for all of them at once",
  why: "A resolver of a field runs once for each object in the answer. `{ posts { author { name } } }` with a hundred posts asks the database a hundred times for an author, one after the other or all at once; and it looks well in development, where there are three. The client decides how long the list is, and how many such fields there are.",
  fix: "gather what is asked for in one tick and load it in one query, with a `DataLoader` made for each request (`context.loaders.author.load(post.authorId)`), or load it with the parents by a join",
  tradeoff:
    "A field of an object that is only ever alone in an answer (`me`, `viewer`) costs one query more, and no loader helps. Loaders of an ORM that gather by themselves do the same: Prisma's `findUnique` is not reported.",
  references: [
    "https://graphql.org/learn/performance/#the-n1-problem",
    "https://github.com/graphql/dataloader#batching",
    "https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html#dos-prevention",
    "https://www.prisma.io/docs/orm/prisma-client/queries/query-optimization-performance",
  ],
  check({ code, project, report }) {
    const { fields } = code.graphql;
    for (const { field, call, asks } of askedPerParent(code.graphql, code.calls())) {
      const service = project.serviceOf(field.file).root;
      report({
        at: field,
        message: `\`${field.type}.${field.name}\` asks ${asks} once for each \`${field.type}\``,
        label: "no loader gathers them",
        related: [{ at: { ...call, at: call.nameAt }, label: `asks ${asks} here` }],
        fold: {
          by: "convention",
          key: service,
          of: fields.filter(({ file }) => project.serviceOf(file).root === service).length,
        },
      });
    }
  },
});
