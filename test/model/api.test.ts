import { describe, expect, it } from "vitest";
import type { ApiDocument, Operation, SchemaShape } from "../../src/facts/api.ts";
import { buildApi } from "../../src/model/api.ts";
import { errorBodiesOf, extendsShape, majorityOf, outlineOf, shapeName } from "../../src/model/api/errors.ts";
import {
  isOpenByNature,
  isProbeOrDocumentation,
  isProtocolEndpoint,
  isVersionSegment,
  matchesPath,
} from "../../src/model/api/paths.ts";
import { versionPlaceOf } from "../../src/model/api/versions.ts";
import { document } from "../languages/openapi/reading.ts";

const ok = "responses: {200: {description: ok}}";
const api = (text: string, file?: string) => document(`openapi: 3.1.0\ninfo: {title: A, version: '1'}\n${text}`, file);

describe("the API", () => {
  it("joins documents in the order of their files, and finds operations whatever their parameters are called", async () => {
    const second = await api(`servers: [{url: /v1}]\npaths: {'/users/{id}': {get: {operationId: b, ${ok}}}}`, "b.yaml");
    const first = await api(
      `paths: {/users: {get: {operationId: a, security: [{key: [], oauth: [x]}, {}], ${ok}}}}`,
      "a.yaml",
    );
    const joined = buildApi([second, first]);
    expect(joined.documents.map((each) => each.file)).toEqual(["a.yaml", "b.yaml"]);
    expect(joined.operations().map((each) => each.operationId)).toEqual(["a", "b"]);
    expect(joined.operation("get", "/users/{userId}")?.operationId).toBe("b");
    expect(joined.operation("GET", "/v1/users/{x}/")?.operationId).toBe("b");
    expect(joined.operation("POST", "/users")).toBeUndefined();
  });
});

describe("paths", () => {
  it.each([
    "/health",
    "/healthz",
    "/v1/health/ready",
    "/api/status",
    "/docs",
    "/openapi.json",
    "/.well-known/jwks.json",
    "/metrics",
  ])("%s is a probe or documentation", (path) => {
    expect(isProbeOrDocumentation(path)).toBe(true);
  });
  it.each(["/orders/{id}/status", "/users", "/shipments/status", "/version/{id}", "/"])("%s is none", (path) => {
    expect(isProbeOrDocumentation(path)).toBe(false);
  });
  it.each(["/oauth2/token", "/authorize", "/auth/token", "/.well-known/openid-configuration"])(
    "%s belongs to a protocol",
    (path) => {
      expect(isProtocolEndpoint(path)).toBe(true);
    },
  );
  it.each([
    ["POST", "/login", true],
    ["POST", "/v1/auth/register", true],
    ["POST", "/api/v1/users/forgot-password", true],
    ["POST", "/webhooks/stripe", true],
    ["OPTIONS", "/users", true],
    ["POST", "/orders/{id}/confirm", false],
    ["DELETE", "/users/{id}", false],
    ["POST", "/users", false],
  ])("%s %s open: %s", (method, path, open) => {
    expect(isOpenByNature({ method, path } as Operation)).toBe(open);
  });
  it.each([
    ["v1", true],
    ["V2.1", true],
    ["v1beta1", true],
    ["2010-04-01", true],
    ["1.0", true],
    ["{version}", true],
    ["videos", false],
    ["v", false],
    ["{id}", false],
    ["2024", false],
  ])("the segment %s is a version: %s", (segment, version) => {
    expect(isVersionSegment(segment)).toBe(version);
  });
  it("users' patterns match whole paths", () => {
    expect([matchesPath("/a.b/c", ["/a.b/*"]), matchesPath("/aXb/c", ["/a.b/*"]), matchesPath("/x/a", ["/a"])]).toEqual(
      [true, false, false],
    );
  });
});

const place = async (text: string) => {
  const read = await api(text);
  return versionPlaceOf(read.operations[0] as Operation, read);
};

describe("where a request says its version", () => {
  it.each([
    ["path", `paths: {/v1/a: {get: {${ok}}}}`],
    ["server URL", `servers: [{url: 'https://example.com/api/v2'}]\npaths: {/a: {get: {${ok}}}}`],
    ["server URL", `servers: [{url: 'https://v2.example.com'}]\npaths: {/a: {get: {${ok}}}}`],
    ["header", `paths: {/a: {get: {parameters: [{name: Api-Version, in: header, schema: {type: string}}], ${ok}}}}`],
    [
      "header",
      `paths: {/a: {get: {parameters: [{name: Accept, in: header, schema: {type: string, default: application/vnd.acme+json;version=2}}], ${ok}}}}`,
    ],
    ["header", `security: [{plaidVersion: []}]\npaths: {/a: {get: {${ok}}}}`],
    ["query", `paths: {/a: {get: {parameters: [{name: api-version, in: query, schema: {type: string}}], ${ok}}}}`],
    [
      "media type",
      "paths: {/a: {get: {responses: {200: {description: ok, content: {application/vnd.acme.v2+json: {}}}}}}}",
    ],
    [
      null,
      `servers: [{url: 'https://video.example.com'}]\npaths: {/videos: {get: {parameters: [{name: v, in: query, schema: {type: string}}], responses: {200: {description: ok, content: {application/json: {}}}}}}}`,
    ],
  ])("%s", async (expected, text) => {
    expect(await place(text)).toBe(expected);
  });
});

const errors = async (responses: string): Promise<ApiDocument> =>
  api(`paths: {/a: {get: {responses: {200: {description: ok}, ${responses}}}}}
components:
  schemas:
    Problem: {type: object, required: [code], properties: {code: {type: string}, message: {type: string}}}
    Validation: {allOf: [{$ref: '#/components/schemas/Problem'}, {properties: {fields: {type: array}}}]}
    Legacy: {type: object, properties: {error: {type: string}}}`);

const body = (schema: string, media = "application/json") =>
  `{description: e, content: {${media}: {schema: ${schema}}}}`;

const ref = (name: string, media?: string) => body(`{$ref: '#/components/schemas/${name}'}`, media);

const shapeOf = async (schema: string) => errorBodiesOf(await errors(`400: ${body(schema)}`))[0]?.shape ?? null;

const shaped = (required: boolean, ...names: string[]): SchemaShape => ({
  name: null,
  at: { file: "a.yaml", pointer: "" },
  types: ["object"],
  format: null,
  items: null,
  enum: null,
  maxLength: null,
  properties: names.map((name) => ({
    name,
    required,
    types: ["string"],
    format: null,
    enum: null,
    maxLength: null,
    at: { file: "a.yaml", pointer: "" },
  })),
});

describe("the shape of errors", () => {
  it("counts bodies, not responses without one", async () => {
    const bodies = errorBodiesOf(
      await errors(
        `400: ${ref("Problem")}, 404: {description: none}, 4XX: ${ref("Problem")}, default: ${ref("Legacy")}, 302: ${ref("Legacy")}, 500: ${body("{type: object}")}, 502: ${body("{type: string}", "text/html")}`,
      ),
    );
    expect(bodies.map(({ response, shape }) => [response.status, shape.name])).toEqual([
      ["400", "Problem"],
      ["4XX", "Problem"],
      ["default", "Legacy"],
    ]);
  });

  it("takes `default` for the success it is when nothing else is one", async () => {
    const read = await api(
      "paths: {/a: {get: {responses: {default: {description: ok, content: {application/json: {schema: {type: string}}}}}}}}",
    );
    expect(errorBodiesOf(read)).toEqual([]);
  });

  it("knows the majority, and what extends it", async () => {
    const bodies = errorBodiesOf(
      await errors(
        `400: ${ref("Problem")}, 401: ${body("{type: object, required: [code], properties: {message: {type: string}, code: {type: string}}}")}, 422: ${ref("Validation")}, 500: ${ref("Legacy")}`,
      ),
    );
    const majority = majorityOf(bodies);
    expect(majority).toMatchObject({ count: 3, of: 4, shape: { name: "Problem" } });
    expect(
      bodies
        .filter((each) => !extendsShape(each.shape, (majority as NonNullable<typeof majority>).shape))
        .map(({ shape }) => shape.name),
    ).toEqual(["Legacy"]);
  });

  it("leaves the errors of OAuth to OAuth", async () => {
    const read = await api(
      "paths: {/oauth/token: {post: {responses: {200: {description: ok}, 400: {description: e, content: {application/json: {schema: {properties: {error: {type: string}, error_description: {type: string}}}}}}}}}}",
    );
    expect(errorBodiesOf(read)).toEqual([]);
  });

  it("lets half of the properties do when none is required, and all when there are two", () => {
    const base = shaped(false, "message", "documentation_url", "url", "status");
    expect(extendsShape(shaped(false, "message", "documentation_url", "errors"), base)).toBe(true);
    expect(extendsShape(shaped(false, "message", "errors"), base)).toBe(false);
    expect(extendsShape(shaped(false, "code"), shaped(false, "code", "message"))).toBe(false);
    expect(extendsShape(shaped(false, "code", "hint"), shaped(true, "code"))).toBe(true);
    expect(extendsShape(shaped(false), shaped(false))).toBe(true);
  });

  it("names shapes and outlines them", async () => {
    const list = await shapeOf("{type: array, items: {properties: {b: {type: [string, 'null']}, a: {type: integer}}}}");
    expect(list && [outlineOf(list), shapeName(list)]).toEqual(["[{a:integer,b:string}]", "list of {b, a}"]);
    const text = await shapeOf("{type: string}");
    expect(text && [outlineOf(text), shapeName(text)]).toEqual(["string", "string"]);
    const wide = await shapeOf("{properties: {a: {}, b: {}, c: {}, d: {}, e: {}}}");
    expect(wide && shapeName(wide)).toBe("{a, b, c, d, …}");
  });
});
