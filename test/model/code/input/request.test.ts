import { describe, expect, it } from "vitest";
import { requestInputs, showInput } from "../../../../src/model/code/input/request.ts";
import { programOf } from "../calls/support.ts";

/** What the first arguments of the calls of `use` take of the request; `-` where nothing is known to come from it. */
function inputsOf(source: string): readonly string[] {
  const program = programOf({ "src/a.ts": source });
  const inputs = requestInputs(program, []);
  return [...program.calls()].flatMap((call) => {
    const given = program.argument(call, 0);
    const { root } = call.record.callee;
    if (!given || root.kind !== "global" || root.name !== "use") return [];
    const found = inputs.within(given);
    return [found ? showInput(found) : "-"];
  });
}

describe("requestInputs", () => {
  it("follows locals, patterns, defaults and text that is put together", () => {
    expect(
      inputsOf(`
        export function handler(req, res) {
          const { id, page = "1" } = req.query;
          const { name } = req.body;
          use(id); use(page); use(name.trim()); use(\`a \${name} b\`); use("x" + req.params.id);
          use(req.headers.authorization.split(" ")[1]); use(req.body);
        }`),
    ).toEqual(["query.id", "query.page", "body.name", "body.name", "params.id", "headers.authorization", "body"]);
  });

  it("knows declared types, contexts and Nest's decorators", () => {
    expect(
      inputsOf(`
        import type { Request } from "express";
        import { Body, Param, Query, ParseIntPipe } from "@nestjs/common";
        export function typed(incoming: Request) { use(incoming.params.id); }
        export async function koa(ctx) { use(ctx.request.body.name); }
        export async function hono(c) { use(c.req.query("page")); const body = await c.req.json(); use(body.name); }
        export class Users {
          create(@Body() body, @Query("page") page: string) { use(body.name); use(page); }
          read(@Param("id", ParseIntPipe) id: number) { use(id); }
        }`),
    ).toEqual(["params.id", "body.name", "query.page", "body.name", "body.name", "query.page", "-"]);
  });

  it("claims nothing of what was parsed, converted or chosen", () => {
    expect(
      inputsOf(`
        export function handler(req, res) {
          use(schema.parse(req.body)); use(Number(req.query.page)); use(req.query.up === "1" ? "ASC" : "DESC");
          use(req.method); use(user.body);
        }`),
    ).toEqual(["-", "-", "-", "-", "-"]);
  });

  it("follows an argument into the one function that is given it", () => {
    expect(
      inputsOf(`
        function find(name) { use(name); }
        export function handler(req, res) { find(req.query.name); }`),
    ).toEqual(["query.name"]);
  });
});
