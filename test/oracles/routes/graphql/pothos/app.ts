import SchemaBuilder from "@pothos/core";
import { createYoga } from "graphql-yoga";
import { GraphQLError } from "graphql";

interface Context {
  readonly userId: string | null;
}

const builder = new SchemaBuilder<{ Context: Context; Objects: { Book: { id: string } } }>({});

const Book = builder.objectType("Book", {
  fields: (t) => ({
    id: t.exposeID("id"),
    pages: t.int({ resolve: () => 3 }),
  }),
});

builder.queryType({
  fields: (t) => ({
    books: t.field({ type: [Book], resolve: () => [{ id: "1" }] }),
    shelf: t.string({
      resolve: (_root, _args, context) => {
        if (!context.userId) throw new GraphQLError("not signed in", { extensions: { code: "UNAUTHENTICATED" } });
        return context.userId;
      },
    }),
  }),
});
builder.queryField("book", (t) =>
  t.field({ type: Book, args: { id: t.arg.id({ required: true }) }, resolve: (_root, { id }) => ({ id: String(id) }) }),
);
builder.mutationType({});
builder.mutationFields((t) => ({
  buy: t.boolean({
    resolve(_root, _args, { userId }) {
      if (userId === null) throw new GraphQLError("not signed in", { extensions: { code: "UNAUTHENTICATED" } });
      return true;
    },
  }),
}));

const yoga = createYoga<Record<string, never>, Context>({
  schema: builder.toSchema(),
  context: ({ request }) => ({ userId: request.headers.get("authorization") }),
  logging: false,
});

export async function ask(query: string) {
  const response = await yoga.fetch("http://localhost/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
