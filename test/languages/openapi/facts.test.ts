import { describe, expect, it } from "vitest";
import type { ApiDocument, Operation, SchemaShape } from "../../../src/facts/api.ts";
import { basePathOf } from "../../../src/languages/openapi/facts/servers.ts";
import { document, read } from "./reading.ts";

const ok = "responses: {200: {description: ok}}";

function operation(api: ApiDocument, name: string): Operation {
  const found = api.operations.find(({ method, path }) => `${method} ${path}` === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe("operations", () => {
  it("take over servers, security and parameters as the specification says", async () => {
    const api = await document(`
openapi: 3.1.0
info: {title: Shop, version: 2.1.0}
servers: [{url: 'https://{region}.example.com/{version}/', variables: {region: {default: eu}, version: {default: v1}}}, {url: /}]
security: [{oauth: [read, write], key: []}, {}]
paths:
  /a/{id}:
    servers: [{url: /path-level}]
    parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: q, in: query, schema: {type: string}}]
    get: {operationId: getA, tags: [x], deprecated: true, parameters: [{name: q, in: query, required: true, schema: {type: integer}}], ${ok}}
    post: {security: [], servers: [{url: 'https://other.example.com/op#x'}], ${ok}}
  /b: {get: {security: [{key: []}], ${ok}}}
webhooks: {ping: {post: {${ok}}}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: k}, oauth: {type: oauth2, flows: {}}, bearer: {type: http, scheme: bearer}}}
`);
    expect(api).toMatchObject({
      title: "Shop",
      infoVersion: "2.1.0",
      dialect: "3.1",
      hasDefaultSecurity: true,
      files: ["openapi.yaml"],
      at: { pointer: "/openapi" },
    });
    expect(api.servers.map(({ url, basePath, anchor }) => [url, basePath, anchor])).toEqual([
      ["https://{region}.example.com/{version}/", "/v1", "openapi:servers/0"],
      ["/", "", "openapi:servers/1"],
    ]);
    expect(api.securitySchemes.map(({ name, type, scheme, in: where }) => [name, type, scheme, where])).toEqual([
      ["key", "apiKey", null, "header"],
      ["oauth", "oauth2", null, null],
      ["bearer", "http", "bearer", null],
    ]);
    expect(api.operations.map(({ anchor }) => anchor)).toEqual([
      "openapi:GET /a/{id}",
      "openapi:POST /a/{id}",
      "openapi:GET /b",
    ]);

    const get = operation(api, "GET /a/{id}");
    expect(get).toMatchObject({
      operationId: "getA",
      tags: ["x"],
      deprecated: true,
      basePaths: ["/path-level"],
      securityFrom: "document",
      securityAt: { pointer: "/security" },
      at: { pointer: "/paths/~1a~1{id}/get" },
    });
    expect(get.security).toEqual([
      {
        schemes: [
          { name: "oauth", scopes: ["read", "write"] },
          { name: "key", scopes: [] },
        ],
      },
      { schemes: [] },
    ]);
    expect(
      get.parameters.map(({ name, required, schema, at }) => [
        name,
        required,
        schema?.types,
        "pointer" in at && at.pointer,
      ]),
    ).toEqual([
      ["q", true, ["integer"], "/paths/~1a~1{id}/get/parameters/0"],
      ["id", true, ["string"], "/paths/~1a~1{id}/parameters/0"],
    ]);
    expect(operation(api, "POST /a/{id}")).toMatchObject({
      security: [],
      securityFrom: "operation",
      basePaths: ["/op"],
      securityAt: { pointer: "/paths/~1a~1{id}/post/security" },
    });
    expect(operation(api, "GET /b")).toMatchObject({
      basePaths: ["/v1", ""],
      security: [{ schemes: [{ name: "key", scopes: [] }] }],
    });
  });

  it("without any security come from nowhere", async () => {
    const api = await document(`openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {${ok}}}}\n`);
    expect(operation(api, "GET /a")).toMatchObject({
      security: [],
      securityFrom: "nowhere",
      securityAt: null,
      basePaths: [""],
    });
    expect(api.hasDefaultSecurity).toBe(false);
  });

  it("stand in files of their own, and keep their names", async () => {
    const { facts } = await read(
      {
        "openapi.yaml":
          "openapi: 3.0.0\ninfo: {$ref: info.yaml}\npaths:\n  /a: {$ref: 'a.yaml#/item', post: {description: beside, responses: {201: {description: made}}}}\n  /c: &c {get: {responses: {200: {description: ok}}}}\n  /d: *c\n",
        "info.yaml": "{title: Split, version: '1'}\n",
        "a.yaml": "item: {get: {$ref: 'get.yaml'}, post: {responses: {}}}\n",
        "get.yaml": "operationId: getA\nresponses: {$ref: 'responses.yaml'}\n",
        "responses.yaml": "200: {description: ok}\n404: {$ref: 'shared.yaml#/Gone'}\n",
        "shared.yaml": "Gone: {description: gone}\n",
      },
      "openapi.yaml",
    );
    expect(facts?.title).toBe("Split");
    expect(
      facts?.operations.map(({ anchor, at, responses }) => [
        anchor,
        at.file,
        responses.map(({ status, at: place }) => `${status} ${place.file}`),
      ]),
    ).toEqual([
      ["openapi:POST /a", "openapi.yaml", ["201 openapi.yaml"]],
      ["openapi:GET /a", "get.yaml", ["200 responses.yaml", "404 shared.yaml"]],
      ["openapi:GET /c", "openapi.yaml", ["200 openapi.yaml"]],
      ["openapi:GET /d", "openapi.yaml", ["200 openapi.yaml"]],
    ]);
    expect(facts?.operations[3]?.at).toMatchObject({ pointer: "/paths/~1d/get" });
    expect(facts?.files).toEqual(["openapi.yaml", "info.yaml", "a.yaml", "get.yaml", "responses.yaml", "shared.yaml"]);
  });

  it("of 3.2 have methods of their own", async () => {
    const api = await document(
      `openapi: 3.2.0\ninfo: {title: A, version: '1'}\npaths: {/a: {query: {${ok}}, additionalOperations: {COPY: {${ok}}}}}\n`,
    );
    expect(api.operations.map(({ anchor, method }) => [anchor, method])).toEqual([
      ["openapi:QUERY /a", "QUERY"],
      ["openapi:COPY /a", "COPY"],
    ]);
  });

  it("of 2.0 read as those of 3.x", async () => {
    const api = await document(`
swagger: '2.0'
info: {title: A, version: '1'}
host: api.example.com
basePath: /v2/
schemes: [https, http]
consumes: [application/json]
produces: [application/json]
securityDefinitions: {basic: {type: basic}, key: {type: apiKey, in: query, name: k}}
paths:
  /a:
    post:
      parameters: [{in: body, name: body, required: true, schema: {$ref: '#/definitions/D'}}, {in: header, name: X-A, type: string}]
      produces: [text/csv]
      responses: {200: {description: ok, schema: {type: array, items: {$ref: '#/definitions/D'}}}}
    put:
      parameters: [{in: formData, name: file, type: file, required: true}, {in: formData, name: note, type: string}]
      responses: {204: {description: ok}}
definitions: {D: {type: object, properties: {id: {type: string}}}}
`);
    expect(api.servers.map(({ url, basePath }) => [url, basePath])).toEqual([
      ["https://api.example.com/v2/", "/v2"],
      ["http://api.example.com/v2/", "/v2"],
    ]);
    expect(api.securitySchemes.map(({ name, type, scheme }) => [name, type, scheme])).toEqual([
      ["basic", "http", "basic"],
      ["key", "apiKey", null],
    ]);
    const post = operation(api, "POST /a");
    expect(post.parameters.map(({ name }) => name)).toEqual(["X-A"]);
    expect(post.requestBody).toMatchObject({
      required: true,
      contents: [{ mediaType: "application/json", schema: { name: "D" } }],
    });
    expect(post.responses).toMatchObject([
      { status: "200", contents: [{ mediaType: "text/csv", schema: { types: ["array"], items: { name: "D" } } }] },
    ]);
    expect(operation(api, "PUT /a").requestBody).toMatchObject({
      required: true,
      contents: [
        {
          mediaType: "application/json",
          schema: {
            properties: [
              { name: "file", types: ["file"], required: true },
              { name: "note", required: false },
            ],
          },
        },
      ],
    });
  });
});

async function shape(schema: string, components = ""): Promise<SchemaShape | null | undefined> {
  const api = await document(
    `openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {200: {description: ok, content: {application/json: {schema: ${schema}}}}}}}}\ncomponents: {schemas: {Base: {type: object, required: [id], properties: {id: {type: string, format: uuid, maxLength: 36}}}, ${components}}}\n`,
  );
  return api.operations[0]?.responses[0]?.contents[0]?.schema;
}

const properties = (of: SchemaShape | null | undefined) =>
  of?.properties.map(({ name, required, types }) => `${name}${required ? "!" : ""}:${types.join("|")}`);

describe("the outline of a schema", () => {
  it("names the component and the place it is defined at", async () => {
    expect(
      await shape("{$ref: '#/components/schemas/Alias'}", "Alias: {$ref: '#/components/schemas/Base'}"),
    ).toMatchObject({ name: "Base", at: { pointer: "/components/schemas/Base" }, types: ["object"] });
    expect(await shape("{type: string, enum: [a, b], maxLength: 5, format: x, default: a}")).toMatchObject({
      name: null,
      types: ["string"],
      enum: ["a", "b"],
      maxLength: 5,
      format: "x",
      default: "a",
    });
  });

  it("adds up allOf", async () => {
    const made = await shape(
      "{allOf: [{$ref: '#/components/schemas/Base'}, {required: [name], properties: {name: {type: [string, 'null']}}}]}",
    );
    expect(properties(made)).toEqual(["id!:string", "name!:null|string"]);
    expect(made?.properties[0]).toMatchObject({
      format: "uuid",
      maxLength: 36,
      at: { pointer: "/components/schemas/Base/properties/id" },
    });
  });

  it("is the component itself when allOf only wraps it", async () => {
    expect((await shape("{description: words, allOf: [{$ref: '#/components/schemas/Base'}]}"))?.name).toBe("Base");
  });

  it("keeps what all branches of oneOf share", async () => {
    expect(
      properties(
        await shape(
          "{oneOf: [{$ref: '#/components/schemas/Base'}, {properties: {id: {type: string}, x: {type: number}}}]}",
        ),
      ),
    ).toEqual(["id:string"]);
    expect(await shape("{anyOf: [{$ref: '#/components/schemas/Base'}, {type: 'null'}]}")).toMatchObject({
      types: ["null", "object"],
      properties: [{ name: "id", required: true }],
    });
  });

  it("looks one level into items, and ends in loops", async () => {
    expect(await shape("{type: array, items: {$ref: '#/components/schemas/Base'}}")).toMatchObject({
      types: ["array"],
      items: { name: "Base" },
    });
    expect(
      properties(
        await shape(
          "{$ref: '#/components/schemas/Node'}",
          "Node: {properties: {next: {$ref: '#/components/schemas/Node'}}, allOf: [{$ref: '#/components/schemas/Node'}]}",
        ),
      ),
    ).toEqual(["next:object"]);
  });

  it("of a bomb of allOf costs each schema once", async () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) =>
        `L${level}: {allOf: [${Array(4)
          .fill(`{$ref: '#/components/schemas/L${level + 1}'}`)
          .join(", ")}]}`,
    );
    expect(
      properties(
        await shape(
          "{$ref: '#/components/schemas/L0'}",
          `${levels.join(", ")}, L40: {$ref: '#/components/schemas/Base'}`,
        ),
      ),
    ).toEqual(["id!:string"]);
  });
});

it.each([
  ["https://api.example.com", ""],
  ["https://api.example.com/v1/", "/v1"],
  ["//api.example.com/v1?x=1", "/v1"],
  ["/api", "/api"],
  ["api/v1", "/api/v1"],
  ["{base}/v1", "/root/v1"],
  ["https://{unknown}/x", "/x"],
])("the path of the server %s is %o", (url, path) => {
  expect(basePathOf(url, new Map([["base", "/root"]]))).toBe(path);
});

it("names that begin with `x-` are names where only names can stand: properties, headers, security schemes", async () => {
  const api = await document(`
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  x-note: {get: {responses: {}}}
  /a:
    get:
      responses:
        200:
          description: ok
          headers: {x-request-id: {schema: {type: string}}}
          content: {application/json: {schema: {type: object, properties: {x-total: {type: integer}}}}}
components: {securitySchemes: {x-api-key: {type: apiKey, in: header, name: k}}}
`);
  const [response] = operation(api, "GET /a").responses;
  expect(response?.headers).toEqual(["x-request-id"]);
  expect(response?.contents[0]?.schema?.properties.map(({ name }) => name)).toEqual(["x-total"]);
  expect(api.securitySchemes.map(({ name }) => name)).toEqual(["x-api-key"]);
});
