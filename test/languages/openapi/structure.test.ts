import { describe, expect, it } from "vitest";
import { document, problemTexts, read } from "./reading.ts";

/** Problems of a document with these members beside a sound `openapi`, `info` and `paths`. */
async function problems(version: string, text: string): Promise<string[]> {
  const head = version === "2.0" ? "swagger: '2.0'" : `openapi: ${version}`;
  const base = text.includes("info:") ? "" : "info: {title: A, version: '1'}\n";
  const paths = /^paths:/m.test(text) ? "" : "paths: {}\n";
  return problemTexts((await document(`${head}\n${base}${paths}${text}\n`)).problems).map((line) =>
    line.replace("structure ", ""),
  );
}

const schema = (text: string) => `components: {schemas: {A: ${text}}}`;
const parameter = (text: string) => `components: {parameters: {a: ${text}}}`;

describe("one mistake is one problem, in words, at the innermost place", () => {
  it.each([
    [
      "3.0.3",
      "info: {title: A, version: 1.5}",
      "/info/version: `info.version` must be a string, found the number 1.5: put it in quotes",
    ],
    [
      "3.0.3",
      "info: {title: A, version: '1', licence: {name: MIT}}",
      "/info/licence: `licence` is not allowed in `info`; did you mean `license`?",
    ],
    ["3.0.3", "info: {title: A}", "/info: `info` must have `version`"],
    ["3.0.3", "paths: {users: {}}", "/paths/users: the path `users` must begin with `/`"],
    ["3.0.3", "paths: {/a: {gett: {}}}", "/paths/~1a/gett: `gett` is not allowed in a path; did you mean `get`?"],
    ["3.0.3", "paths: {/a: {get: }}", "/paths/~1a/get: `get` of a path must be an object, found nothing (null)"],
    ["3.0.3", "paths: {/a: {get: {}}}", "/paths/~1a/get: an operation must have `responses`"],
    [
      "3.0.3",
      "paths: {/a: {get: {responses: {2000: {description: a}}}}}",
      "/paths/~1a/get/responses/2000: `2000` is no response: expected `default`, a status such as `404` or a range such as `4XX`",
    ],
    [
      "3.0.3",
      "paths: {/a: {get: {responses: {200: {}}}}}",
      "/paths/~1a/get/responses/200: a response must have `description`",
    ],
    [
      "3.0.3",
      "tags: [{nam: a}]",
      "/tags/0: a tag must have `name`",
      "/tags/0/nam: `nam` is not allowed in a tag; did you mean `name`?",
    ],
    [
      "3.0.3",
      schema("{type: strin}"),
      "/components/schemas/A/type: `type` of a schema must be `array`, `boolean`, `integer`, `number`, `object` or `string`, found `strin`; did you mean `string`?",
    ],
    [
      "3.0.3",
      schema("{type: [string, 'null']}"),
      "/components/schemas/A/type: `type` of a schema is one name before OpenAPI 3.1, found a list: say `nullable: true`",
    ],
    [
      "3.0.3",
      schema("{const: 4}"),
      "/components/schemas/A/const: `const` in a schema came with OpenAPI 3.1, and this document is 3.0",
    ],
    [
      "3.0.3",
      schema("{allOf: {type: string}}"),
      "/components/schemas/A/allOf: `allOf` of a schema must be a list, found an object",
    ],
    [
      "3.0.3",
      schema("{additionalProperties: 5}"),
      "/components/schemas/A/additionalProperties: `additionalProperties` of a schema must be an object or `true` or `false`, found the number 5",
    ],
    ["3.0.3", schema("{required: [a, a]}"), "/components/schemas/A/required/1: `required` names `a` twice"],
    [
      "3.0.3",
      schema("{properties: {a: {allOf: [{anyOf: [{nulable: true}]}]}}}"),
      "/components/schemas/A/properties/a/allOf/0/anyOf/0/nulable: `nulable` is not allowed in a schema; did you mean `nullable`?",
    ],
    [
      "3.0.3",
      parameter("{name: a, in: qurey, schema: {}}"),
      "/components/parameters/a/in: `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `qurey`; did you mean `query`?",
    ],
    [
      "3.0.3",
      parameter("{name: a, in: path, schema: {}}"),
      "/components/parameters/a: a path parameter must have `required: true`",
    ],
    [
      "3.0.3",
      parameter("{name: a, in: query}"),
      "/components/parameters/a: a parameter must have `schema` or `content`",
    ],
    [
      "3.0.3",
      parameter("{name: a, in: query, style: simple, schema: {}}"),
      "/components/parameters/a/style: `style` of a query parameter must be `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`, found `simple`",
    ],
    [
      "3.0.3",
      parameter("{name: a, in: query, schema: {}, example: 1, examples: {}}"),
      "/components/parameters/a/examples: a parameter has both `example` and `examples`: only one of them is allowed",
    ],
    [
      "3.0.3",
      "components: {securitySchemes: {a: {type: bearer}}}",
      "/components/securitySchemes/a/type: `type` of a security scheme must be `apiKey`, `http`, `oauth2` or `openIdConnect`, found `bearer`",
    ],
    [
      "3.0.3",
      "components: {securitySchemes: {a: {type: http}}}",
      "/components/securitySchemes/a: a security scheme of type `http` must have `scheme`",
    ],
    [
      "3.0.3",
      "components: {securitySchemes: {a: {type: oauth2, flows: {password: {scopes: {}}}}}}",
      "/components/securitySchemes/a/flows/password: `flows.password` of a security scheme of type `oauth2` must have `tokenUrl`",
    ],
    [
      "3.1.0",
      schema("{type: strin}"),
      "/components/schemas/A/type: `type` of a schema must be `array`, `boolean`, `integer`, `null`, `number`, `object` or `string`, or a list of them, found `strin`; did you mean `string`?",
    ],
    [
      "3.1.0",
      schema("{maxLength: -1}"),
      "/components/schemas/A/maxLength: `maxLength` of a schema must be 0 or more, found the number -1",
    ],
    [
      "3.1.0",
      "components: {schemas: {a b: {}}}",
      "/components/schemas/a b: `a b` is no name for a component: only letters, digits, `.`, `-` and `_` may be in it",
    ],
    [
      "3.1.0",
      parameter("{name: a, in: query, style: simple, schema: {}}"),
      "/components/parameters/a/style: `style` of a parameter must be `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`, found `simple`",
    ],
    ["3.1.0", parameter("{in: query, schema: {}}"), "/components/parameters/a: a parameter must have `name`"],
    [
      "3.1.0",
      parameter("{name: a, in: path, schema: {}}"),
      "/components/parameters/a: a path parameter must have `required: true`",
    ],
    ["3.2.0", "paths: {/a: {copy: {}}}", "/paths/~1a/copy: `copy` is not allowed in a path"],
    [
      "2.0",
      "host: https://example.com",
      "/host: `host` must be a host name such as `api.example.com`, without scheme and path, found `https://example.com`",
    ],
    ["2.0", "basePath: v1", "/basePath: `basePath` must begin with `/`, found `v1`"],
    ["2.0", "parameters: {a: {name: a, in: body}}", "/parameters/a: a parameter must have `schema`"],
    ["2.0", "parameters: {a: {name: a, in: query}}", "/parameters/a: a parameter must have `type`"],
    [
      "2.0",
      "parameters: {a: {name: a, type: string}}",
      "/parameters/a: a parameter must have `in`: `body`, `header`, `query`, `formData` or `path`",
    ],
    [
      "2.0",
      "securityDefinitions: {a: {type: oauth2, flow: implict}}",
      "/securityDefinitions/a/flow: `flow` of a security scheme must be `implicit`, `password`, `application` or `accessCode`, found `implict`",
    ],
    [
      "2.0",
      "definitions: {A: {nullable: true}}",
      "/definitions/A/nullable: `nullable` in a schema came with OpenAPI 3.0, and this document is 2.0",
    ],
    [
      "2.0",
      "paths: {/a: {get: {responses: {}}}}",
      "/paths/~1a/get/responses: `responses` of an operation must hold at least one response",
    ],
  ])("%s %s", async (version, text, ...expected) => {
    expect(await problems(version, text)).toEqual(expected);
  });
});

describe("is content with", () => {
  it.each([
    ["3.0.3", "components: {securitySchemes: {a: {type: http, scheme: Bearer, bearerFormat: JWT}}}"],
    [
      "3.0.3",
      "x-anything: {a: 1}\npaths: {/a: {x-b: 1, get: {x-c: 1, responses: {default: {description: ''}, 4XX: {description: ''}}}}}",
    ],
    [
      "3.0.3",
      "paths: {/a: {get: {responses: {200: {description: ok, content: {application/json: {example: null}}}}}}}",
    ],
    ["3.1.0", "info: {title: A, version: '1', license: {name: MIT}}"],
    ["3.1.0", "servers: [{url: '/{a}', variables: {a: {default: b, description: c}}}]"],
    ["3.1.0", schema("{type: [string, 'null'], const: a, $defs: {x: true}, examples: [1], if: {}, prefixItems: [{}]}")],
    ["3.1.0", schema("{$schema: 'http://json-schema.org/draft-04/schema#', exclusiveMinimum: true}")],
    ["3.1.0", "jsonSchemaDialect: https://example.com/mine\ncomponents: {schemas: {A: {type: mine}}}"],
    ["3.1.0", "components: {links: {a: {operationId: b, server: {url: /}}}}"],
    [
      "3.2.0",
      "paths: {/a: {query: {responses: {200: {summary: s}}}, additionalOperations: {COPY: {responses: {200: {description: d}}}}}}\ntags: [{name: a, parent: b, kind: nav, summary: c}]",
    ],
    [
      "2.0",
      "paths: {/a: {get: {responses: {200: {description: ok, schema: {type: file}}}}}}\nsecurityDefinitions: {a: {type: basic}}",
    ],
  ])("%s %s", async (version, text) => {
    expect(await problems(version, text)).toEqual([]);
  });
});

it("a reference satisfies whatever stands in its place, and its target is looked at where it is", async () => {
  const { facts } = await read(
    {
      "openapi.yaml":
        "openapi: 3.0.3\ninfo: {$ref: info.yaml}\npaths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: 'schemas.yaml'}}\n",
      "info.yaml": "{title: A}\n",
      "paths.yaml":
        "/a: {get: {description: {$ref: a.md}, tags: {$ref: tags.yaml}, responses: {$ref: responses.yaml}}}\n",
      "a.md": "words\n",
      "tags.yaml": "[a]\n",
      "responses.yaml": "200: {description: ok, contents: {}}\n",
      "schemas.yaml": "A: {type: strin}\n",
    },
    "openapi.yaml",
  );
  expect(facts?.problems.map((problem) => `${problem.at.file} ${problem.message.slice(0, 60)}`).toSorted()).toEqual([
    "info.yaml `info` must have `version`",
    "responses.yaml `contents` is not allowed in a response; did you mean `conte",
    "schemas.yaml `type` of a schema must be `array`, `boolean`, `integer`, `n",
  ]);
});

it("an unquoted version is one problem, and the rest is read", async () => {
  const unquoted = await document(
    "openapi: 3.1\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {200: {description: ok}}}}}\n",
  );
  expect(unquoted).toMatchObject({ version: "3.1", dialect: "3.1" });
  expect(problemTexts(unquoted.problems)).toEqual([
    'structure /openapi: `openapi` must be a string such as "3.1.0", found the number 3.1: put it in quotes',
  ]);
  expect(unquoted.operations).toHaveLength(1);
  const old = await document("swagger: 2.0\ninfo: {title: A, version: '1'}\npaths: {}\n");
  expect(old).toMatchObject({ version: "2.0", dialect: "2.0" });
  expect(problemTexts(old.problems)).toEqual([
    'structure /swagger: `swagger` must be a string such as "2.0", found the number 2: put it in quotes',
  ]);
});

it("the same misunderstanding has the same cause", async () => {
  const { problems: found } = await document(
    "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {const: 1}, B: {properties: {c: {const: 2}}}, C: {examples: []}}}\n",
  );
  expect(found.map((problem) => problem.cause)).toEqual([
    "Schema  additionalProperties const",
    "Schema  additionalProperties const",
    "Schema  additionalProperties examples",
  ]);
});

it("an alias that contains itself ends", async () => {
  const cyclic = await document(
    "swagger: '2.0'\ninfo: {title: A, version: '1'}\npaths: {}\nparameters: {a: {name: a, in: query, type: array, items: &i {type: array, items: *i}}}\n",
  );
  expect(cyclic.problems).toEqual([]);
});
