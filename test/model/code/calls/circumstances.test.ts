import { describe, expect, it } from "vitest";
import { programOf } from "./support.ts";

/** Names of the awaited calls that say they stand in turns of their own, and of those behind a failure. */
function told(body: string): { readonly alone: readonly string[]; readonly handling: readonly string[] } {
  const text = `declare const list: string[];\nexport async function run(res) {\n${body}\n}`;
  const calls = [...programOf({ "src/a.ts": text }).calls()];
  const named = (which: "alone" | "handling") =>
    calls.flatMap(({ record }) => {
      const { root, path } = record.callee;
      return record[which] ? [path.at(-1) ?? ("name" in root ? root.name : "")] : [];
    });
  return { alone: named("alone"), handling: named("handling") };
}

describe("circumstances of a call", () => {
  it.each([
    ["for (const a of list) await fetch(a);", ["fetch"]],
    ["const all = [];\nfor (const a of list) all.push(await fetch(a));", ["fetch"]],
    ["for (const a of list) { if (!a) continue; await fetch(a); }", ["fetch"]],
    ["for (const a of list) { try { await fetch(a); } catch {} }", ["fetch"]],
    ["for (const a of list) fetch(a);", []],
    ["for await (const a of list) await fetch(a);", []],
    ["for (let i = 0; i < 3; i++) await fetch(list[i]);", []],
    ["for (const a of list) { if (await fetch(a)) break; }", []],
    ["for (const a of list) { if (await fetch(a)) return a; }", []],
    ["let next = '';\nfor (const a of list) next = await fetch(a + next);", []],
    ["const seen = new Set();\nfor (const a of list) { if (seen.has(a)) continue; seen.add(a); await fetch(a); }", []],
    ["for (const a of list) { await fetch(a); await sleep(10); }", []],
    ["for (const a of list) res.write(await fetch(a));", []],
    ["for (const chunk of list) await fetch(chunk);", []],
    ["for (const a of list) await Promise.all([fetch(a)]);", []],
  ])("tells turns that know nothing of each other: %s", (body, expected) => {
    expect(told(body).alone).toEqual(expected);
  });

  it("tells what stands behind a failure", () => {
    expect(told("try { await fetch('a'); } catch (error) { await tell(error); } finally { done(); }").handling).toEqual(
      ["tell"],
    );
  });

  it("records what a decorator calls once", () => {
    const program = programOf({
      "src/a.ts": 'import { Get } from "@nestjs/common";\nexport class A { @Get("a") list() {} }',
    });
    expect([...program.calls()].map(({ record }) => record.form)).toEqual(["decorator"]);
  });
});
