import { describe, expect, it } from "vitest";
import type { RouteFacts, Statement } from "../../../../src/facts/routes.ts";
import type { CodeRole } from "../../../../src/rule/code-visitor.ts";
import { readCode } from "../read-code.ts";

function factsOf(text: string, file = "src/a.ts", role: CodeRole = "server"): RouteFacts | null {
  return readCode(text, { file, role }).facts.routes;
}

function programOf(text: string): readonly Statement[] {
  return factsOf(text)?.program ?? [];
}

describe("what is lowered", () => {
  it("is plain data that survives JSON", () => {
    const facts =
      factsOf(`import express from "express"; const app = express(); class A { @Get("/x") get(@Req() { user, ...rest }, [a = 1]) { return user ?? rest; } }
      app.use("/a", ...[1], { b, get c() { return 1; }, d() {}, ["e"]: 2, ...f }, async (req, res) => { try { await x; } catch (e) { throw e; } finally { y(); } switch (z) { case 1: break; default: res.end(); } });`);
    expect(facts).not.toBeNull();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it("keeps the bodies of what takes a request or an application, and leaves out the others", () => {
    const bodies = programOf(`
      function middleware(req, res, next) { next(); }
      function registrar(router: Router) { router.get("/x", h); }
      function sum(numbers) { let total = 0; for (const each of numbers) total += each; return total; }
      function factory(role) { const inner = (req, res) => { res.end(role); }; return inner; }
      function ensureUserCan(user) { if (!user) throw new Error("no"); log(user); }`).flatMap((statement) =>
      statement.kind === "function" ? [statement.name] : [],
    );
    expect(bodies).toEqual(["middleware", "registrar", "factory", "ensureUserCan"]);
  });

  it("keeps every method of a class that registers something", () => {
    const [statement] = programOf(
      `class App { constructor() { this.start(); this.app = 1; } start() { this.go(); this.x = 1; } go() { this.app.get("/x", (a, b) => {}); } }`,
    );
    const members = statement?.kind === "class" ? statement.value.members : [];
    expect(members.map(({ value }) => value?.kind === "function" && value.body?.length)).toEqual([2, 2, 1]);
  });

  it("sees through await, parentheses, types and non-null", () => {
    const [statement] = programOf(`export const app = (await (express() as any satisfies Express)!);`);
    expect(statement).toMatchObject({
      kind: "declare",
      value: { kind: "call", callee: { kind: "name", name: "express" } },
    });
  });
});

describe("bad input", () => {
  it("leaves out data, however large", () => {
    const facts = factsOf(
      `export const table = [${"1,".repeat(5000)}]; export const words = { ${Array.from({ length: 1000 }, (_, i) => `k${i}: "v"`).join()} }; export const path = "/x";`,
    );
    expect(facts?.program).toHaveLength(1);
  });

  it("does not overflow on deep nesting", () => {
    expect(factsOf(`export const a = ${"1 + ".repeat(20_000)}1;`)).toBeDefined();
    expect(factsOf(`const a = ${"f(".repeat(300)}1${")".repeat(300)};`)).toBeDefined();
    expect(factsOf(`const app = express()${".get('/x', (req, res) => {})".repeat(2000)};`)).toBeDefined();
  });

  it("reads what does not parse as far as it goes", () => {
    expect(programOf(`const app = express(; app.get("/x", (req, res) => {`).length).toBeGreaterThan(0);
  });

  it("takes nothing from migrations, and front-end code only where a server's framework is imported", () => {
    expect(factsOf(`const app = express();`, "src/a.ts", "migration")).toBeNull();
    expect(factsOf(`const app = express();`, "public/a.ts", "frontend")).toBeNull();
    expect(factsOf(`import express from "express"; const app = express();`, "public/a.ts", "frontend")).not.toBeNull();
  });
});
