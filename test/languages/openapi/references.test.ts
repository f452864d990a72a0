import { describe, expect, it } from "vitest";
import { Files } from "../../../src/languages/openapi/load/files.ts";
import { References, type Resolution } from "../../../src/languages/openapi/load/references.ts";
import type { Tree } from "../../../src/workspace/tree.ts";
import { memoryTree } from "../../support/memory-tree.ts";

const files = {
  "api/openapi.yaml": `
openapi: 3.1.0
components:
  schemas:
    User: {type: object, properties: {name: {type: string}}}
    a/b~c: {type: string}
    Alias: {$ref: '#/components/schemas/User'}
    Loop: {$ref: '#/components/schemas/Pool'}
    Pool: {$ref: '#/components/schemas/Loop'}
    Named: {$anchor: named, type: number}
    Known: {$id: 'https://example.com/known', $defs: {inner: {type: boolean}}}
list: [{a: 1}, {a: 2}]
`,
  "api/models/user.yaml": "type: object\nproperties: {id: {$ref: '../ids.json#/Id'}}\n",
  "api/ids.json": '{"Id":{"type":"string"}}',
  "api/with space.yaml": "type: string\n",
  "api/broken.yaml": "a: [\n",
};

function follow(reference: string, from = "api/openapi.yaml"): Resolution {
  const loaded = new Files(memoryTree(files));
  return new References(loaded, loaded.load("api/openapi.yaml")).follow(from, reference);
}

describe("follows", () => {
  it.each([
    ["#/components/schemas/User", "api/openapi.yaml", "/components/schemas/User"],
    ["#/components/schemas/a~1b~0c", "api/openapi.yaml", "/components/schemas/a~1b~0c"],
    ["#/components/schemas/a~1b%7E0c", "api/openapi.yaml", "/components/schemas/a~1b~0c"],
    ["#/list/1/a", "api/openapi.yaml", "/list/1/a"],
    ["models/user.yaml", "api/models/user.yaml", ""],
    ["./models/user.yaml#/properties/id", "api/models/user.yaml", "/properties/id"],
    ["ids.json#/Id", "api/ids.json", "/Id"],
    ["with%20space.yaml", "api/with space.yaml", ""],
    ["#named", "api/openapi.yaml", "/components/schemas/Named"],
    ["https://example.com/known#/$defs/inner", "api/openapi.yaml", "/components/schemas/Known/$defs/inner"],
  ])("%s", (reference, file, pointer) => {
    expect(follow(reference)).toMatchObject({ file, pointer });
  });

  it("from the file it stands in", () => {
    expect(follow("../ids.json#/Id", "api/models/user.yaml")).toMatchObject({ file: "api/ids.json", pointer: "/Id" });
  });
});

describe("says why it cannot", () => {
  it.each([
    [
      "#/components/schemas/Usr",
      "reference",
      "`#/components/schemas/Usr` leads nowhere: `components/schemas` has no `Usr`; did you mean `User`?",
    ],
    ["#/definitions/User", "reference", "`#/definitions/User` leads nowhere: the document has no `definitions`"],
    [
      "#/components/schemas/constructor",
      "reference",
      "`#/components/schemas/constructor` leads nowhere: `components/schemas` has no `constructor`",
    ],
    ["models/usr.yaml", "reference", "`models/usr.yaml` does not exist; did you mean `models/user.yaml`?"],
    ["ids.json#/It", "reference", "`ids.json#/It` leads nowhere: api/ids.json has no `It`; did you mean `Id`?"],
    ["#nobody", "reference", "`#nobody` leads nowhere: api/openapi.yaml has no `$anchor` called `nobody`"],
    ["broken.yaml#/a", "reference", "`broken.yaml#/a` leads to api/broken.yaml, which cannot be read: "],
    ["../../etc/passwd", "outside", "`../../etc/passwd` leads out of the repository: it was not read"],
    ["/etc/passwd", "outside", "`/etc/passwd` is an absolute path, which leads out of the repository: it was not read"],
    ["file:///etc/passwd", "outside", "`file:///etc/passwd` leads out of the repository: it was not read"],
    [
      "C:\\Windows\\win.ini",
      "outside",
      "`C:\\Windows\\win.ini` is an absolute path, which leads out of the repository: it was not read",
    ],
    ["http://127.0.0.1/a.yaml", "outside", "`http://127.0.0.1/a.yaml` leads to the network: it was not fetched"],
    ["//example.com/a.yaml", "outside", "`//example.com/a.yaml` leads to the network: it was not fetched"],
    [
      "urn:example:a",
      "outside",
      "`urn:example:a` is an address that no `$id` in the document answers to: it was not followed",
    ],
  ])("%s", (reference, kind, message) => {
    const resolution = follow(reference);
    expect(resolution).toMatchObject({ kind });
    expect("message" in resolution && resolution.message).toContain(message);
  });
});

it("reads nothing but what is inside", () => {
  const read: string[] = [];
  const inner = memoryTree(files);
  const tree: Tree = { ...inner, read: (file) => (read.push(file), inner.read(file)) };
  const loaded = new Files(tree);
  const references = new References(loaded, loaded.load("api/openapi.yaml"));
  for (const reference of [
    "/etc/passwd",
    "../../../etc/passwd",
    "file:///proc/self/environ",
    "http://169.254.169.254/latest",
    "%2e%2e/%2e%2e/etc/passwd",
  ]) {
    expect(references.follow("api/openapi.yaml", reference)).toHaveProperty("kind");
  }
  expect(read).toEqual(["api/openapi.yaml"]);
});

it("a chain is followed to its end, and one that never ends is said to", () => {
  const loaded = new Files(memoryTree(files));
  const root = loaded.load("api/openapi.yaml");
  const references = new References(loaded, root);
  const at = (name: string) => ({
    file: root.file,
    pointer: `/components/schemas/${name}`,
    value: { $ref: `#/components/schemas/${name}` },
  });
  expect(references.deref(at("Alias"))).toMatchObject({ pointer: "/components/schemas/User" });
  expect(references.deref(at("Loop"))).toEqual({
    kind: "reference",
    message: "`#/components/schemas/Loop` leads back to itself",
  });
});
