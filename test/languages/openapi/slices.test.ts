import { expect, it, vi } from "vitest";
import { document } from "./reading.ts";

vi.mock(import("../../../src/languages/openapi/structure/official-schemas.ts"), async (original) => ({
  ...(await original()),
  createAjv() {
    throw new Error("Ajv was asked");
  },
}));

const response = { description: "ok" };
const v3 = {
  info: { title: "A", version: "1", license: { name: "MIT" }, contact: { email: "a@example.com" } },
  servers: [{ url: "https://{a}.example.com", variables: { a: { default: "b", enum: ["b"] } } }],
  tags: [{ name: "a", externalDocs: { url: "https://example.com" } }],
  security: [{ key: [] }],
  paths: {
    "/a/{id}": {
      summary: "a",
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string" } },
        { name: "q", in: "query", style: "deepObject", explode: true, schema: { type: "object" }, example: 1 },
        { name: "h", in: "header", content: { "text/plain": { examples: { one: { value: 1 } } } } },
        { name: "c", in: "cookie", style: "form", schema: {} },
      ],
      post: {
        operationId: "a",
        deprecated: true,
        requestBody: { content: { "multipart/form-data": { schema: {}, encoding: { a: { contentType: "a/b" } } } } },
        responses: {
          200: { ...response, headers: { "X-A": { schema: {} } }, links: { next: { operationId: "a" } } },
          "4XX": { $ref: "#/components/responses/R" },
          default: response,
        },
        callbacks: { done: { "{$request.body#/url}": { post: { responses: { 200: response } } } } },
      },
    },
  },
  components: {
    responses: { R: response },
    schemas: {
      S: {
        type: "object",
        required: ["a"],
        properties: { a: { type: "integer", minimum: 1, enum: [1, 2] }, b: { not: {}, oneOf: [{}], items: {} } },
        additionalProperties: false,
        discriminator: { propertyName: "a", mapping: { x: "S" } },
        xml: { name: "a" },
      },
    },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "k" },
      bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      oauth: { type: "oauth2", flows: { implicit: { authorizationUrl: "https://example.com", scopes: { a: "b" } } } },
      oidc: { type: "openIdConnect", openIdConnectUrl: "https://example.com" },
    },
  },
};
const v2 = {
  swagger: "2.0",
  info: v3.info,
  host: "example.com",
  basePath: "/v1",
  schemes: ["https"],
  tags: v3.tags,
  paths: {
    "/a/{id}": {
      parameters: [{ name: "id", in: "path", required: true, type: "string", maxLength: 4 }],
      post: {
        consumes: ["application/json"],
        parameters: [
          { name: "b", in: "body", schema: { $ref: "#/definitions/S" } },
          { name: "q", in: "query", type: "array", items: { type: "integer" }, collectionFormat: "multi" },
          { name: "f", in: "formData", type: "file" },
        ],
        responses: { 200: { ...response, schema: { type: "file" }, headers: { "X-A": { type: "string" } } } },
      },
    },
  },
  definitions: { S: { type: "object", required: ["a"], properties: { a: { type: "integer", multipleOf: 2 } } } },
  securityDefinitions: {
    basic: { type: "basic" },
    oauth: { type: "oauth2", flow: "implicit", authorizationUrl: "https://example.com", scopes: { a: "b" } },
  },
};

it.each([
  ["2.0", v2],
  ["3.0", { openapi: "3.0.3", ...v3 }],
  ["3.1", { openapi: "3.1.0", ...v3, webhooks: { ping: { post: { responses: { 200: response } } } } }],
  ["3.2", { openapi: "3.2.0", $self: "https://example.com/a", ...v3 }],
])("a sound document of %s needs no validator", async (_dialect, api) => {
  expect((await document(JSON.stringify(api), "openapi.json")).problems).toEqual([]);
});

it("a document with a mistake does", async () => {
  await expect(document(JSON.stringify({ ...v2, host: 1 }), "openapi.json")).rejects.toThrow("Ajv was asked");
});
