import { expect, it } from "vitest";
import { hostOf, isPrivateHost } from "../../../../src/model/code/outbound/address.ts";
import { outboundCalls } from "../../../../src/model/code/outbound/outbound.ts";
import { transactions } from "../../../../src/model/code/transactions.ts";
import { programOf } from "../calls/support.ts";

it("tells for each call its library, its limit and where it goes", () => {
  const program = programOf({
    "src/a.ts": `
      import axios from "axios"; import CircuitBreaker from "opossum"; import pRetry from "p-retry"; import ky from "ky";
      const client = axios.create({ baseURL: "https://api.vendor.com", timeout: 10 });
      const base = process.env.BASE; const load = () => fetch(base + "/x"); new CircuitBreaker(load);
      client.get("/a"); pRetry(() => axios.post("https://b.vendor.com", {}));
      fetch("/relative"); ky("https://c.vendor.com/" + base); fetch("https://d.vendor.com", given);`,
  });
  expect(
    outboundCalls(program).map(({ library, timeout, address, breaker, retry }) => [
      ...[library, timeout, address?.text ?? null],
      ...(breaker ? ["breaker"] : []),
      ...(retry ? ["retry"] : []),
    ]),
  ).toEqual([
    ["fetch", "absent", null, "breaker"],
    ["axios", "set", "https://api.vendor.com"],
    ["axios", "absent", "https://b.vendor.com", "retry"],
    ["ky", "default", "https://c.vendor.com/"],
    ["fetch", "unknown", "https://d.vendor.com"],
  ]);
});

it("tells the host only where the source has it in full", () => {
  expect(hostOf({ text: "http://api.vendor.com", whole: false })).toBeNull();
  expect(hostOf({ text: "http://user@API.vendor.com:80/x", whole: false })).toEqual({
    scheme: "http",
    host: "api.vendor.com",
  });
  expect(["orders", "10.1.2.3", "172.20.0.1", "db.internal", "172.200.0.1", "vendor.com"].map(isPrivateHost)).toEqual([
    ...[true, true, true, true, false, false],
  ]);
});

it("knows what runs in a transaction, and what only follows it", () => {
  const program = programOf({
    "src/a.ts": `
      import { Pool } from "pg"; const pool = new Pool();
      async function place(db) { await db.transaction(async (trx) => { await inner(trx); trx.afterCommit(() => later()); }); after(); }
      async function inner(trx) { deep(); } function deep() {} function later() {} function after() {}
      async function raw() { const c = await pool.connect(); await c.query("BEGIN"); deep(); await c.query("COMMIT"); after(); }`,
  });
  expect(transactions(program).map(({ calls }) => calls.flatMap((call) => program.targetOf(call)?.name ?? []))).toEqual(
    [["inner", "deep"], ["deep"]],
  );
});
