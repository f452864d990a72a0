import { expect, test } from "vitest";
import type { Import, Module } from "../../../src/facts/code.ts";
import { documentGenerator } from "../../../src/model/system/generated.ts";

function moduleOf(file: string, specifier: string, from: Partial<Import> = {}): Module {
  const imported: Import = {
    specifier,
    target: null,
    kind: "static",
    unresolved: false,
    runtime: true,
    deferred: false,
    at: { file, start: 0, end: 1 },
    anchor: `code:${file}`,
    ...from,
  };
  return { file, role: "server", imports: [imported], package: "", at: { file, start: 0, end: 1 }, anchor: file };
}

function generatorOf(...modules: Module[]): string | null {
  const serviceOf = (file: string) => ({ root: file.slice(0, file.indexOf("/")) }) as never;
  return documentGenerator({ code: { modules }, serviceOf }, "api");
}

test.each([
  ["@nestjs/swagger", "@nestjs/swagger"],
  ["@hono/zod-openapi", "@hono/zod-openapi"],
  ["@nestjs/swagger/dist/decorators", "@nestjs/swagger"],
])("%s makes a document from the code", (specifier, name) => {
  expect(generatorOf(moduleOf("api/main.ts", specifier))).toBe(name);
});

test("what another service, a type or a file of the project brings does not", () => {
  expect(generatorOf(moduleOf("web/main.ts", "@nestjs/swagger"))).toBeNull();
  expect(generatorOf(moduleOf("api/main.ts", "@nestjs/swagger", { runtime: false }))).toBeNull();
  expect(generatorOf(moduleOf("api/main.ts", "tsoa", { target: "api/tsoa.ts" }))).toBeNull();
  expect(generatorOf(moduleOf("api/main.ts", "tsoa-like"))).toBeNull();
});
