import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linkFiles } from "../../model/code/routes/routes-of.ts";
import { boot } from "./boot.ts";

/** What is asked of a schema; of other operations nothing is read. */
interface Introspected {
  readonly schema: {
    readonly queryType: { readonly fields: readonly FieldInfo[] };
    readonly mutationType: { readonly fields: readonly FieldInfo[] } | null;
  };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}
type Ask = (query: string) => Promise<Answer>;

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType: TypeRef | null;
}
interface FieldInfo {
  readonly name: string;
  readonly type: TypeRef;
  readonly args: readonly { readonly name: string; readonly type: TypeRef }[];
}

const TYPE = "{ kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
const FIELDS = `{ fields { name type ${TYPE} args { name type ${TYPE} } } }`;

/** The operations of a schema, asked of graphql-js itself, for servers do not tell everybody. */
async function fieldsOf(ask: Ask): Promise<Readonly<Record<string, readonly FieldInfo[]>>> {
  const { data } = await ask(`{ schema: __schema { queryType ${FIELDS} mutationType ${FIELDS} } }`);
  const { queryType, mutationType } = (data as Introspected).schema;
  return { Query: queryType.fields, Mutation: mutationType?.fields ?? [] };
}

function named(type: TypeRef): TypeRef {
  return type.ofType ? named(type.ofType) : type;
}

/** `mutation { createPost(title: "1") { __typename } }` */
function queryFor(type: string, { name, type: returned, args }: FieldInfo): string {
  const given = args.map((each) => `${each.name}: ${named(each.type).name === "Int" ? "1" : '"1"'}`);
  const selection = named(returned).kind === "OBJECT" ? " { __typename }" : "";
  return `${type.toLowerCase()} { ${name}${given.length > 0 ? `(${given.join(", ")})` : ""}${selection} }`;
}

function isRefusal({ errors = [] }: Answer): boolean {
  const refused = errors.filter(
    ({ message, extensions }) =>
      /^(UNAUTHENTICATED|UNAUTHORIZED|FORBIDDEN)$/.test(extensions?.code ?? "") ||
      /not signed in|unauthorized|forbidden|access denied|not authenticated/i.test(message),
  );
  // Anything else that fails is a mistake of this test.
  if (refused.length < errors.length) throw new Error(JSON.stringify(errors));
  return refused.length > 0;
}

const PACKAGES = {
  apollo: ["@apollo/server", "graphql"],
  yoga: ["graphql-yoga", "graphql"],
  mercurius: ["mercurius", "fastify", "graphql"],
  pothos: ["@pothos/core", "graphql-yoga", "graphql"],
  "type-graphql": ["type-graphql", "@apollo/server", "graphql", "reflect-metadata"],
  nest: ["@nestjs/common", "@nestjs/core", "@nestjs/graphql", "graphql", "reflect-metadata"],
} as const;

const root = new URL("graphql/", import.meta.url).pathname;

function extracted(name: string): readonly string[] {
  const folder = join(root, name);
  const files = readdirSync(folder).map((file) => [`src/${file}`, readFileSync(join(folder, file), "utf8")] as const);
  return linkFiles(Object.fromEntries(files))
    .graphql.operations.map(({ type, name: field, auth }) => `${type}.${field}: ${auth}`)
    .sort();
}

/** The same source, run with the real server and read: the same operations, turning away the same callers. */
describe.each(Object.entries(PACKAGES))("the GraphQL server %s", (name, packages) => {
  it("serves what is extracted, to whom", async () => {
    const links = Object.fromEntries(packages.map((each) => [each, each]));
    const seen = await boot(join(root, name), links, async (load) => {
      const { ask, inspect } = load("./app.js") as { readonly ask: Ask; readonly inspect?: Ask };
      const fields = await fieldsOf(inspect ?? ask);
      const answers: string[] = [];
      for (const [type, each] of Object.entries(fields))
        for (const field of each) {
          const refused = isRefusal(await ask(queryFor(type, field)));
          answers.push(`${type}.${field.name}: ${refused ? "required" : "none"}`);
        }
      return answers.sort();
    });
    expect(seen.length).toBeGreaterThan(1);
    expect(extracted(name)).toEqual(seen);
  });
});
