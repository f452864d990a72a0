import { expect, it } from "vitest";
import { read } from "./reading.ts";

it("reads the exceptions written at nodes, in every form", async () => {
  const { nodeIgnores } = await read(
    {
      "openapi.yaml": `
openapi: 3.0.3
info: {title: A, version: '1'}
x-archlint-ignore: {rule: openapi/versioned-api, reason: one client}
paths:
  /a:
    x-archlint-ignore: [{rule: a, reason: ' b '}, 'c, d -- e', f]
    get:
      responses: {200: {description: ok, x-archlint-ignore: {g: h, i: null}}}
`,
    },
    "openapi.yaml",
  );
  expect(nodeIgnores.map(({ at, covers, rule, reason }) => [rule, reason, at.pointer, covers.pointer])).toEqual([
    ["openapi/versioned-api", "one client", "/x-archlint-ignore", ""],
    ["a", "b", "/paths/~1a/x-archlint-ignore", "/paths/~1a"],
    ["c", "e", "/paths/~1a/x-archlint-ignore", "/paths/~1a"],
    ["d", "e", "/paths/~1a/x-archlint-ignore", "/paths/~1a"],
    ["f", null, "/paths/~1a/x-archlint-ignore", "/paths/~1a"],
    ["g", "h", "/paths/~1a/get/responses/200/x-archlint-ignore", "/paths/~1a/get/responses/200"],
    ["i", null, "/paths/~1a/get/responses/200/x-archlint-ignore", "/paths/~1a/get/responses/200"],
  ]);
});
