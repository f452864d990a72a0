import { describe, expect, it } from "vitest";
import { collectionsOf, isShortList } from "../../../src/model/api/collections.ts";
import { pageSizeOf, pageStylesOf } from "../../../src/model/api/page-parameters.ts";
import { document as readDocument } from "../../languages/openapi/reading.ts";

/** A document whose GET at each path answers with a schema and takes query parameters. */
function api(paths: Readonly<Record<string, { schema: object; query?: readonly [name: string, schema: object][] }>>) {
  const items = Object.entries(paths).map(([path, { schema, query = [] }]) => [
    path,
    {
      get: {
        parameters: query.map(([name, schema]) => ({ name, in: "query", schema })),
        responses: { 200: { description: "", content: { "application/json": { schema } } } },
      },
    },
  ]);
  return readDocument(
    JSON.stringify({ openapi: "3.1.0", info: { title: "", version: "" }, paths: Object.fromEntries(items) }),
  );
}

const array = { type: "array", items: { type: "object" } };
const object = (properties: object) => ({ type: "object", properties });
const text = { type: "string" };

describe("collectionsOf", () => {
  it("finds arrays, and envelopes around one", async () => {
    const document = await api({
      "/bare": { schema: array },
      "/data": { schema: object({ data: array, links: array, total: { type: "integer" } }) },
      "/named": { schema: object({ named: array, kind: text, anything: text }) },
      "/lonely": { schema: object({ things: array, next_cursor: text }) },
    });
    expect(
      collectionsOf(document).map(({ operation, array }) => `${operation.path} ${array.at.pointer.split("/").at(-1)}`),
    ).toEqual(["/bare schema", "/data data", "/named named", "/lonely things"]);
  });

  it("takes a thing that has an array for a thing", async () => {
    const document = await api({
      "/me": { schema: object({ name: text, addresses: array }) },
      "/report": { schema: object({ sales: array, returns: array }) },
      "/users/{id}": { schema: array },
      "/health": { schema: array },
    });
    expect(collectionsOf(document)).toEqual([]);
  });

  it("knows lists that are short by what they are", async () => {
    const document = await api({
      "/countries": { schema: array },
      "/moods": { schema: { type: "array", items: { enum: ["calm", "wild"] } } },
      "/shelves": { schema: { ...array, maxItems: 9 } },
      "/prices-of": { schema: array, query: [["ids", array]] },
      "/orders": { schema: array, query: [["status", array]] },
    });
    const long = collectionsOf(document).filter((collection) => !isShortList(collection));
    expect(long.map(({ operation }) => operation.path)).toEqual(["/orders"]);
  });
});

describe("page parameters", () => {
  it.each<[string, object, string]>([
    ["cursor", text, "cursor"],
    ["page[after]", text, "cursor"],
    ["pageToken", text, "cursor"],
    ["after", { type: "string", format: "date-time" }, ""],
    ["page", { type: "integer" }, "page number"],
    ["page", text, "cursor"],
    ["$skip", { type: "integer" }, "offset"],
    ["offset", text, "cursor"],
    ["from", { type: "integer" }, ""],
  ])("%s of %j pages by %s", async (name, schema, style) => {
    const { operations } = await api({ "/things": { schema: array, query: [[name, schema]] } });
    expect(operations.flatMap(pageStylesOf).join()).toBe(style);
  });

  it("take `count` for a size only beside a way to go on", async () => {
    const number = { type: "integer" };
    const { operations } = await api({
      "/a": { schema: array, query: [["count", number]] },
      "/b": {
        schema: array,
        query: [
          ["offset", number],
          ["count", number],
        ],
      },
      "/c": { schema: array, query: [["page[size]", number]] },
    });
    expect(operations.map((operation) => pageSizeOf(operation)?.name)).toEqual([undefined, "count", "page[size]"]);
  });
});
