import { describe, expect, it } from "vitest";
import { propertiesOf, schemaOf, schemasUnder } from "../../../src/model/api/schemas.ts";
import { document as readDocument } from "../../languages/openapi/reading.ts";

const text = `
openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /users:
    get:
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { $ref: "#/components/schemas/User" } } }
components:
  schemas:
    Base: { type: object, required: [id], properties: { id: { type: string } } }
    User:
      allOf:
        - $ref: "#/components/schemas/Base"
        - type: object
          properties:
            friends: { type: array, items: { $ref: "#/components/schemas/User" } }
            home: { $ref: "#/components/schemas/Address" }
            work: { $ref: "#/components/schemas/Address" }
    Address: { type: object, properties: { city: { type: string } } }
`;

describe("schemas of a body", async () => {
  const document = await readDocument(text);
  const content = document.operations[0]?.responses[0]?.contents[0];
  const schema = content && schemaOf(document, content);

  it("are each met once, however often and in whatever circles they refer to each other", () => {
    const met = [...schemasUnder(schema!)].map(({ schema: { at }, name }) => `${name ?? ""} ${at.pointer.slice(20)}`);
    expect(met).toEqual([
      " User",
      " Base",
      "id Base/properties/id",
      " User/allOf/1",
      "friends User/allOf/1/properties/friends",
      "home Address",
      "city Address/properties/city",
    ]);
  });

  it("have the properties of all their parts", () => {
    expect(propertiesOf(schema!).map(({ name, required }) => `${name}${required ? "!" : ""}`)).toEqual([
      "id!",
      "friends",
      "home",
      "work",
    ]);
  });

  it("know the place they stand at, the place they were referenced from, and their name", () => {
    const home = propertiesOf(schema!).find(({ name }) => name === "home")!.schema;
    expect([home.at.pointer, home.from.pointer, home.name]).toEqual([
      "/components/schemas/Address",
      "/components/schemas/User/allOf/1/properties/home",
      "Address",
    ]);
  });
});
