import { describe, expect, it } from "vitest";
import type { OpenapiNode, OpenapiNodeKind, OpenapiVisitor } from "../../../src/rule/openapi-visitor.ts";
import { read } from "./reading.ts";

const kinds: readonly OpenapiNodeKind[] = [
  "Document",
  "Info",
  "Server",
  "Tag",
  "PathItem",
  "Operation",
  "Parameter",
  "RequestBody",
  "Response",
  "Header",
  "MediaType",
  "Example",
  "Schema",
  "SecurityScheme",
  "SecurityRequirement",
  "Link",
  "Callback",
  "Reference",
];

/** Every visit, as `Kind file#pointer`. */
async function visits(files: Record<string, string>, root = "openapi.yaml"): Promise<string[]> {
  const seen: string[] = [];
  const visit = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      (node: OpenapiNode) => void seen.push(`${kind} ${node.at.file === root ? "" : node.at.file}${node.at.pointer}`),
    ]),
  ) as OpenapiVisitor<unknown>;
  await read(files, root, visit);
  return seen;
}

it("meets every kind of node of 3.x", async () => {
  const seen = await visits({
    "openapi.yaml": `
openapi: 3.1.0
info: {title: A, version: '1'}
servers: [{url: /}]
tags: [{name: a}]
security: [{key: []}]
paths:
  x-note: {get: {}}
  /a:
    parameters: [{name: q, in: query, schema: {type: string}, examples: {one: {value: 1}}}]
    post:
      requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {file: {headers: {X-A: {schema: {type: string}}}}}}}}
      responses:
        x-note: {description: a}
        200: {description: ok, headers: {X-B: {schema: {type: string}}}, content: {application/json: {schema: {type: string}}}, links: {next: {operationId: b, server: {url: /}}}}
      callbacks: {done: {'{$request.body#/url}': {post: {responses: {200: {description: ok}}}}}}
webhooks: {ping: {post: {responses: {200: {description: ok}}}}}
components:
  schemas:
    S:
      x-note: {type: string}
      allOf: [{properties: {x-name: {items: {not: {type: string}}}}}]
      additionalProperties: {type: string}
      default: {properties: {no: {type: string}}}
      if: {const: {type: object}}
  securitySchemes: {key: {type: apiKey, in: header, name: k}}
  pathItems: {shared: {get: {responses: {200: {description: ok}}}}}
`,
  });
  expect(seen).toMatchInlineSnapshot(`
    [
      "Document ",
      "Info /info",
      "Server /servers/0",
      "Tag /tags/0",
      "SecurityRequirement /security/0",
      "PathItem /paths/~1a",
      "Parameter /paths/~1a/parameters/0",
      "Schema /paths/~1a/parameters/0/schema",
      "Example /paths/~1a/parameters/0/examples/one",
      "Operation /paths/~1a/post",
      "RequestBody /paths/~1a/post/requestBody",
      "MediaType /paths/~1a/post/requestBody/content/multipart~1form-data",
      "Schema /paths/~1a/post/requestBody/content/multipart~1form-data/schema",
      "Header /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/file/headers/X-A",
      "Schema /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/file/headers/X-A/schema",
      "Response /paths/~1a/post/responses/200",
      "Header /paths/~1a/post/responses/200/headers/X-B",
      "Schema /paths/~1a/post/responses/200/headers/X-B/schema",
      "MediaType /paths/~1a/post/responses/200/content/application~1json",
      "Schema /paths/~1a/post/responses/200/content/application~1json/schema",
      "Link /paths/~1a/post/responses/200/links/next",
      "Server /paths/~1a/post/responses/200/links/next/server",
      "Callback /paths/~1a/post/callbacks/done",
      "PathItem /paths/~1a/post/callbacks/done/{$request.body#~1url}",
      "Operation /paths/~1a/post/callbacks/done/{$request.body#~1url}/post",
      "Response /paths/~1a/post/callbacks/done/{$request.body#~1url}/post/responses/200",
      "PathItem /webhooks/ping",
      "Operation /webhooks/ping/post",
      "Response /webhooks/ping/post/responses/200",
      "Schema /components/schemas/S",
      "Schema /components/schemas/S/allOf/0",
      "Schema /components/schemas/S/allOf/0/properties/x-name",
      "Schema /components/schemas/S/allOf/0/properties/x-name/items",
      "Schema /components/schemas/S/allOf/0/properties/x-name/items/not",
      "Schema /components/schemas/S/additionalProperties",
      "Schema /components/schemas/S/if",
      "SecurityScheme /components/securitySchemes/key",
      "PathItem /components/pathItems/shared",
      "Operation /components/pathItems/shared/get",
      "Response /components/pathItems/shared/get/responses/200",
    ]
  `);
});

it("meets the nodes of 2.0", async () => {
  const seen = await visits({
    "openapi.yaml": `
swagger: '2.0'
info: {title: A, version: '1'}
paths: {/a: {get: {parameters: [{in: body, name: b, schema: {type: object}}], responses: {200: {description: ok, schema: {type: string}, headers: {X-A: {type: string}}, examples: {application/json: {$ref: '#/no'}}}}}}}
definitions: {D: {type: object}}
securityDefinitions: {basic: {type: basic}}
`,
  });
  expect(seen).toEqual([
    "Document ",
    "Info /info",
    "PathItem /paths/~1a",
    "Operation /paths/~1a/get",
    "Parameter /paths/~1a/get/parameters/0",
    "Schema /paths/~1a/get/parameters/0/schema",
    "Response /paths/~1a/get/responses/200",
    "Schema /paths/~1a/get/responses/200/schema",
    "Header /paths/~1a/get/responses/200/headers/X-A",
    "Schema /definitions/D",
    "SecurityScheme /securityDefinitions/basic",
  ]);
});

describe("visits each source node once", () => {
  it("however often it is referenced, in whatever file", async () => {
    const seen = await visits({
      "openapi.yaml":
        "openapi: 3.0.0\npaths:\n  /a: {$ref: paths/a.yaml}\n  /b: {$ref: paths/a.yaml}\ncomponents: {schemas: {U: {type: object}, V: {$ref: '#/components/schemas/U'}, W: {$ref: 'models.json#/W'}}}\n",
      "paths/a.yaml": "get: {$ref: get.yaml}\n",
      "paths/get.yaml":
        "responses: {200: {description: ok, content: {application/json: {schema: {$ref: '../openapi.yaml#/components/schemas/U'}}}}}\n",
      "models.json": '{"W":{"properties":{"u":{"$ref":"openapi.yaml#/components/schemas/U"},"w":{"$ref":"#/W"}}}}',
    });
    expect(seen.filter((visit, index) => seen.indexOf(visit) !== index)).toEqual([]);
    expect(seen.filter((visit) => visit.startsWith("Schema"))).toEqual([
      "Schema /components/schemas/U",
      "Schema models.json/W",
    ]);
    expect(seen).toContain("Operation paths/get.yaml");
  });

  it("an anchor and its aliases being one node", async () => {
    const seen = await visits({
      "openapi.yaml":
        "openapi: 3.0.0\npaths: {}\ncomponents: {schemas: {A: &a {type: object, properties: {x: {type: string}}}, B: *a, C: {allOf: [*a]}}}\n",
    });
    expect(seen.filter((visit) => visit.startsWith("Schema"))).toEqual([
      "Schema /components/schemas/A",
      "Schema /components/schemas/A/properties/x",
      "Schema /components/schemas/C",
    ]);
  });

  it("loops of references and of aliases", async () => {
    const seen = await visits({
      "openapi.yaml":
        "openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/B'}}}, B: {properties: {a: {$ref: '#/components/schemas/A'}}}, C: &c {properties: {c: *c}}}}\n",
    });
    expect(seen.filter((visit) => visit.startsWith("Schema"))).toHaveLength(3);
  });

  it("a bomb of nested references", async () => {
    const levels = Array.from(
      { length: 60 },
      (_, level) =>
        `    L${level}: {properties: {${["a", "b", "c", "d"].map((key) => `${key}: {$ref: '#/components/schemas/L${level + 1}'}`).join(", ")}}}`,
    );
    const seen = await visits({
      "openapi.yaml": `openapi: 3.0.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {responses: {200: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/L0'}}}}}}}}\ncomponents:\n  schemas:\n${levels.join("\n")}\n    L60: {type: string}\n`,
    });
    expect(seen.filter((visit) => visit.startsWith("Schema"))).toHaveLength(61);
    expect(seen.filter((visit) => visit.startsWith("Reference"))).toHaveLength(241);
  });
});

it("answers where a reference leads, how often a node is used, and what it is called", async () => {
  const said: string[] = [];
  await read(
    {
      "openapi.yaml":
        "openapi: 3.0.0\npaths: {'/users/{id}': {get: {responses: {404: {$ref: '#/components/responses/NotFound'}, 410: {$ref: '#/components/responses/NotFound'}}}}}\ncomponents: {responses: {NotFound: {description: no}, Gone: {$ref: '#/components/responses/Nowhere'}}}\n",
    },
    "openapi.yaml",
    {
      Reference(node, { document }) {
        const target = document.resolve(node);
        said.push(
          `${node.anchor} → ${target ? `${target.kind} ${target.anchor}, used ${document.uses(target)} times, key ${target.key}, under ${target.parent?.kind}` : "nowhere"}`,
        );
      },
      Response(node) {
        expect(node.member("description")).toEqual({
          file: "openapi.yaml",
          pointer: "/components/responses/NotFound/description",
        });
      },
    },
  );
  expect(said).toEqual([
    "openapi:GET /users/{id}#responses/404 → Response openapi:components/responses/NotFound, used 2 times, key NotFound, under Document",
    "openapi:GET /users/{id}#responses/410 → Response openapi:components/responses/NotFound, used 2 times, key NotFound, under Document",
    "openapi:components/responses/Gone → nowhere",
  ]);
});

it("a reference in example data is data, one in place of a text or a list is followed", async () => {
  const { facts } = await read(
    {
      "openapi.yaml": `
openapi: 3.0.0
info: {title: A, version: '1', description: {$ref: intro.md}}
tags: {$ref: gone.yaml}
paths:
  /a:
    get:
      summary: {$ref: nowhere.md}
      responses:
        200:
          description: ok
          content: {application/json: {example: {$ref: '#/nowhere'}, schema: {default: {$ref: '#/nowhere'}, enum: {$ref: 'values.yaml'}}}}
`,
      "intro.md": "# Hello: world\n",
      "values.yaml": "[a, b]\n",
    },
    "openapi.yaml",
  );
  expect(facts?.problems.map(({ kind, at }) => `${kind} ${"pointer" in at ? at.pointer : ""}`)).toEqual([
    "reference /tags/$ref",
    "reference /paths/~1a/get/summary/$ref",
  ]);
  expect(facts?.files).toEqual(["openapi.yaml", "intro.md", "values.yaml"]);
});

it("a mapping of a discriminator is followed when it is a reference", async () => {
  const schema =
    "{oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', bird: Bird}}}";
  const { facts } = await read(
    {
      "openapi.yaml": `openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {Pet: ${schema}, Cat: {type: object}}}\n`,
    },
    "openapi.yaml",
  );
  expect(facts?.problems.map((problem) => problem.message)).toEqual([
    "`#/components/schemas/Dog` leads nowhere: `components/schemas` has no `Dog`",
  ]);
});

it("a problem behind references says where it is used: first, and from the root", async () => {
  const { facts } = await read(
    {
      "openapi.yaml":
        "openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: a.yaml}\ncomponents: {schemas: {Own: {typ: string}}}\n",
      "a.yaml":
        "get: {responses: {200: {$ref: 'shared.yaml#/Ok'}, 201: {$ref: 'shared.yaml#/Ok'}, 404: {$ref: gone.yaml}}}\n",
      "shared.yaml": "Ok: {descripton: ok}\n",
    },
    "openapi.yaml",
  );
  const text = (place: object) =>
    "pointer" in place && "file" in place ? `${String(place.file)}#${String(place.pointer)}` : "";
  expect(facts?.problems.map(({ at, usedAt }) => [text(at), ...(usedAt ?? []).map(text)])).toEqual([
    ["openapi.yaml#/components/schemas/Own/typ"],
    ["a.yaml#/get/responses/404/$ref", "openapi.yaml#/paths/~1a/$ref"],
    ["shared.yaml#/Ok", "a.yaml#/get/responses/200/$ref", "openapi.yaml#/paths/~1a/$ref"],
    ["shared.yaml#/Ok/descripton", "a.yaml#/get/responses/200/$ref", "openapi.yaml#/paths/~1a/$ref"],
  ]);
});
