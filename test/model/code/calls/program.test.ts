import { describe, expect, it } from "vitest";
import { programOf, signaturesOf } from "./support.ts";

describe("what is called", () => {
  it("is a member of a package, however it is imported", () => {
    const calls = signaturesOf(`
      import axios from "axios"; import { get as load } from "axios"; import * as fs from "node:fs";
      import { readFile } from "node:fs/promises"; const http = require("http"); const { Pool: P } = require("pg");
      axios.get("/"); load("/"); fs.readFileSync("a"); readFile("a"); http.request({}); new P(); fetch("/");
      globalThis.fetch("/"); JSON.parse("{}");`);
    expect(calls.filter((call) => call !== "require")).toEqual([
      "axios.get",
      "axios.get",
      "fs.readFileSync",
      "fs/promises.readFile",
      "http.request",
      "pg.Pool",
      "fetch",
      "globalThis.fetch",
      "JSON.parse",
    ]);
  });

  it("is a method of what a call made, through constants, fields, awaits, defaults and destructuring", () => {
    const calls = signaturesOf(`
      import axios from "axios"; import { Pool } from "pg";
      const client = axios.create({ timeout: 1000 });
      client.get("/");
      const { post } = client; post("/");
      const g = globalThis as any; const pool = g.pool ?? new Pool({ max: 4 });
      async function f() { const c = await pool.connect(); await c.query("select 1"); }
      class Users {
        private http = axios.create(); #db; other: Pool;
        constructor(private readonly given: Pool) { this.#db = new Pool(); }
        list() { this.http.get("/"); this.#db.query(""); this.other.query(""); this.given.query(""); this.list(); }
      }`);
    expect(calls).toEqual([
      "axios.create",
      "axios.create().get",
      "axios.create().post",
      "pg.Pool",
      "pg.Pool().connect",
      "pg.Pool().connect().query",
      "axios.create",
      "pg.Pool",
      "axios.create().get",
      "pg.Pool().query",
      "pg.Pool().query",
      "pg.Pool().query",
      "→ Users.list",
    ]);
  });

  it("is followed across files: barrels, defaults, namespaces, factories, CommonJS and re-exported packages", () => {
    const calls = signaturesOf({
      "src/a.ts": `import { client, makeClient } from "./lib/index.js"; import api from "./lib/api.js"; import * as lib from "./lib/index.js";
        import { Pool } from "./lib/pg.js"; const old = require("./lib/old.js");
        client.get("/"); const mine = makeClient(); mine.get("/"); api.client.post("/"); lib.makeClient().put("/"); new Pool(); old.load(); old.http.get("/");`,
      "src/lib/index.ts": `export * from "./client.js";`,
      "src/lib/client.ts": `import got from "got"; export const client = got.extend({}); export function makeClient() { return got.extend({ retry: 1 }); }`,
      "src/lib/api.ts": `import { client } from "./client.js"; export default { client };`,
      "src/lib/pg.ts": `export { Pool } from "pg";`,
      "src/lib/old.js": `const axios = require("axios"); function load() {} module.exports = { load, http: axios };`,
    });
    expect(calls).toEqual([
      "require",
      "got.extend().get",
      "→ makeClient",
      "got.extend().get",
      "got.extend().post",
      "got.extend().put",
      "→ makeClient",
      "pg.Pool",
      "→ load",
      "axios.get",
      "got.extend",
      "got.extend",
      "require",
    ]);
  });

  it("is a method of an injected class, of its base, and of a typed parameter", () => {
    const calls = signaturesOf({
      "src/users.ts": `import { Repo } from "./repo.js"; import { HttpService } from "@nestjs/axios";
        export class Users { constructor(private readonly repo: Repo, private http: HttpService) {}
          async find() { await this.repo.load(1); this.repo.save(); this.http.get("/"); } }
        function use(repo: Repo) { repo.load(2); }`,
      "src/repo.ts": `import { Base } from "./base.js"; export class Repo extends Base { load(id: number) {} }`,
      "src/base.ts": `export class Base { save() {} }`,
    });
    expect(calls).toEqual(["→ Repo.load", "→ Base.save", "@nestjs/axios.HttpService().get", "→ Repo.load"]);
  });

  it("is known of a parameter where all callers hand over the same, and not known where they differ", () => {
    const calls = signaturesOf(`
      import axios from "axios"; import got from "got";
      function load(client, url) { return client.get(url); } load(axios, "/a"); load(axios, "/b");
      function send(client) { return client.post("/"); } send(axios); send(got);`);
    expect(calls).toEqual(["axios.get", "→ load", "→ load", "?", "→ send", "→ send"]);
  });

  it("survives loops of names, imports and calls, and is the same whatever is asked first", () => {
    const files = {
      "src/a.ts": `import { b } from "./b.js"; export const a = b; a.get(); export const loop = () => loop(); const x = y; const y = x; x.get();`,
      "src/b.ts": `import { a } from "./a.js"; export const b = a ?? a.b; b();`,
    };
    expect(signaturesOf(files)).toEqual(["?", "→ loop", "?", "?"]);
  });
});

describe("values", () => {
  const program = programOf({
    "src/a.ts": `import { options } from "./options.js"; import axios from "axios";
      axios.create({ ...options }); axios.create(options); axios.create({ timeout: options.timeout, retries: process.env.RETRIES });`,
    "src/options.ts": `export const options = { timeout: 5 * 1000, nested: { deep: true } };`,
  });
  const [spread, named, written] = [...program.calls()];

  it("are found behind names of other files", () => {
    const value = program.argument(named!, 0)!;
    expect(program.memberOf(value, ["nested", "deep"])).toMatchObject({
      is: "value",
      value: { value: { value: true } },
    });
    expect(program.memberOf(value, ["missing"])).toEqual({ is: "absent" });
  });

  it("may be missing or may not, behind a spread", () => {
    expect(program.memberOf(program.argument(spread!, 0)!, ["timeout"])).toEqual({ is: "unknown" });
  });

  it("are sums, and reads of the environment", () => {
    const value = program.argument(written!, 0)!;
    expect(program.memberOf(value, ["timeout"])).toMatchObject({ value: { value: { kind: "binary", operator: "*" } } });
    expect(program.memberOf(value, ["retries"])).toMatchObject({
      value: { value: { kind: "environment", name: "RETRIES" } },
    });
  });
});

describe("what stands around a call", () => {
  it.each([
    ["async function f() { await g(); }", { use: "awaited", caught: false }],
    ["async function f() { try { await g(); } catch { h; } }", { use: "awaited", caught: true }],
    ["async function f() { try { g(); } catch { h; } }", { use: "floating", caught: false }],
    ["async function f() { g().catch(h); }", { use: "floating", caught: true }],
    ["async function f() { void g(); }", { use: "void" }],
    ["async function f() { return g(); }", { use: "returned" }],
    ["const f = () => g();", { use: "returned" }],
    ["const x = g();", { use: "assigned" }],
    ["async function f() { for (const a of b) await g(); }", { loop: true, conditional: false }],
    ["async function f() { for (const a of g()) x; }", { loop: false }],
    ["const f = (ids) => ids.map((id) => g(id));", { loop: true }],
    ["function f() { if (a) g(); }", { conditional: true }],
    ["function f() { if (g()) a; }", { conditional: false }],
    ["function f() { a && g(); }", { conditional: true, use: "floating" }],
    ["async function f() { try { a; } finally { await g(); } }", { finally: true }],
  ])("%s", (text, expected) => {
    const call = [...programOf({ "src/a.ts": text }).calls()].find(({ record }) => {
      const { root } = record.callee;
      return root.kind === "global" && root.name === "g" && record.callee.path.length === 0;
    });
    expect(call?.record).toMatchObject(expected);
  });
});

describe("what runs with a function", () => {
  it("is what it calls and the callbacks it hands on, across files", () => {
    const program = programOf({
      "src/a.ts": `import { save } from "./b.js"; export function handler() { [1].map((x) => save(x)); helper(); } function helper() {} function apart() {}`,
      "src/b.ts": `export const save = async (x) => { transaction(async () => { inner(); }); }; function inner() {}`,
    });
    const handler = [...program.functions()].find(({ name }) => name === "handler")!;
    expect(program.reachableFrom(handler).map(({ name, file }) => `${file}#${name ?? ""}`)).toEqual([
      "src/a.ts#handler",
      "src/a.ts#",
      "src/a.ts#helper",
      "src/b.ts#save",
      "src/b.ts#",
      "src/b.ts#inner",
    ]);
    expect(program.functionAt(handler.at)).toBe(handler);
  });
});
