import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "./fake-io.ts";

const project = path.join(import.meta.dirname, "project");
const demo = path.join(import.meta.dirname, "../../fixtures/projects/bookshop");

async function why(args: readonly string[], cwd = project) {
  const io = fakeIo({ cwd });
  const code = await run(["why", ...args], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

describe("archlint why", () => {
  it("tells what touches a table, a line a thing below the name of its layer", async () => {
    expect(await why(["orders"])).toEqual({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(
        /^orders {2}table, migrations\/002_orders\.up\.sql:\d+\n\ntables\n(?: {2}migrations\/\S+:\d+ {2,}\S.*\n)+\nmigrations\n {2}migrations\/002_orders\.up\.sql:\d+ {2,}creates table `orders`\n/,
      ),
    });
  });

  it("tells programs the same", async () => {
    const { stdout } = await why(["orders", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: "table",
      name: "orders",
      anchor: "sql:public.orders",
      file: "migrations/002_orders.up.sql",
      layers: { migrations: [{ what: "creates table `orders`" }] },
    });
  });

  it.each([
    [[], /^archlint: archlint why takes one name, and a file or folder/],
    [["a", "migrations", "c"], /^archlint: archlint why takes one name/],
    [["order"], /^archlint: archlint knows no route, .* `order`; did you mean `orders`\?; archlint model api,/],
    [["orders", "docs"], /`orders` in docs; did you|`orders` in docs; archlint model/],
    [["id"], /^archlint: `id` may be one of \d+; write it in full, .*:\n {2}column `\w+\.id`, migrations\/\S+:\d+\n/],
    [["orders", "--format", "sarif"], /^archlint: archlint why prints as text or as json/],
  ])("%j is a mistake that is named", async (args, message) => {
    const { code, stdout, stderr } = await why(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it("says on its page what it says of the demo project", async () => {
    const page = readFileSync(new URL("../../docs/why.md", import.meta.url), "utf8");
    const samples = [...page.matchAll(/^```console\n\$ npx archlint why (.+)\n([^]+?)^```$/gm)];
    expect(samples.length).toBeGreaterThan(1);
    for (const [, asked = "", shown = ""] of samples)
      expect((await why([asked.replaceAll('"', "")], demo)).stdout).toBe(shown);
  });
});
