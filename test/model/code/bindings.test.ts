import { describe, expect, it } from "vitest";
import { createBindings } from "../../../src/model/code/bindings.ts";
import type { ExportFact } from "../../../src/facts/code-file.ts";
import { codeFacts, importFact, resolveAmong } from "./facts.ts";

const exported = (name: string, local: string | null = name, type = false): ExportFact => ({
  exported: name,
  local,
  type,
  start: 0,
  end: 0,
});

const facts = [
  codeFacts("users", { exports: [exported("find"), exported("default", "Users"), exported("Row", "Row", true)] }),
  codeFacts("named", { imports: [importFact("users", ["find as search"], { kind: "re-export" })] }),
  codeFacts("star", {
    imports: [
      importFact("users", ["* as *"], { kind: "re-export" }),
      importFact("named", ["* as *"], { kind: "re-export" }),
    ],
  }),
  codeFacts("through", { imports: [importFact("star", ["search as again"])], exports: [exported("again")] }),
  codeFacts("space", { imports: [importFact("users", ["* as users"], { kind: "re-export" })] }),
  codeFacts("loop1", { imports: [importFact("loop2", ["* as *"], { kind: "re-export" })] }),
  codeFacts("loop2", {
    imports: [
      importFact("loop1", ["* as *"], { kind: "re-export" }),
      importFact("users", ["* as *"], { kind: "re-export" }),
    ],
  }),
  codeFacts("app", {
    imports: [
      importFact("through", ["again as go"]),
      importFact("users", ["default as U", "* as all", "Row"]),
      importFact("express", ["default as express"]),
      importFact("loop1", ["find", "none"]),
    ],
  }),
];
const bindings = createBindings(facts, resolveAmong(facts.map(({ file }) => file)));

describe("bindings", () => {
  it.each([
    ["go", { file: "users", exported: "find", local: "find", type: false }],
    ["U", { file: "users", exported: "default", local: "Users", type: false }],
    ["all", { file: "users", exported: "*", local: null, type: false }],
    ["Row", { file: "users", exported: "Row", local: "Row", type: true }],
    ["find", { file: "users", exported: "find", local: "find", type: false }],
    ["none", null],
    ["express", null],
    ["unheardOf", null],
  ])("follows the import %s", (local, expected) => {
    expect(bindings.imported("app", local)).toEqual(expected);
  });

  it("follows exports through barrels, which have no default of their own", () => {
    expect(bindings.exported("star", "search")).toMatchObject({ file: "users", exported: "find" });
    expect(bindings.exported("star", "default")).toBeNull();
    expect(bindings.exported("space", "users")).toMatchObject({ file: "users", exported: "*" });
    expect(bindings.exported("nowhere", "a")).toBeNull();
  });

  it("answers the same whichever way round a loop of barrels is asked first", () => {
    const again = createBindings(facts, resolveAmong(facts.map(({ file }) => file)));
    expect(again.exported("loop2", "find")).toMatchObject({ file: "users" });
    expect(again.exported("loop1", "find")).toMatchObject({ file: "users" });
    expect(again.exported("loop1", "none")).toBeNull();
    expect(again.exported("loop2", "none")).toBeNull();
  });
});
