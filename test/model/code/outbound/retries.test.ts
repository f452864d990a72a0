import { expect, it } from "vitest";
import { plainConnections } from "../../../../src/model/code/database/tls.ts";
import { retriedCalls } from "../../../../src/model/code/outbound/retries.ts";
import { programOf } from "../calls/support.ts";

it("tells how a loop waits between attempts, and whether anything but success ends it", () => {
  const program = programOf({
    "src/a.ts": `
      async function once() { for (let n = 0; n < 3; n++) { try { return await fetch("https://a.io/1"); } catch {} } }
      async function same() { while (true) { try { return await ask(); } catch { await sleep(5 * SECOND); } } }
      async function more() { for (let n = 0; ; n++) { try { return await ask(); } catch (e) { if (n > 3) throw e; await sleep(2 ** n); } } }
      async function each(urls) { for (const url of urls) { try { return await fetch(url); } catch {} } }
      async function stops() { while (true) { try { return await ask(); } catch (e) { throw e; } } }
      const ask = async () => { await fetch("https://a.io/2"); };`,
  });
  expect(
    [...retriedCalls(program)].map(({ call, outbound, retry }) => [
      ...[call.function.name, outbound.address?.text, retry.limited, retry.wait],
    ]),
  ).toEqual([
    ["once", "https://a.io/1", true, "none"],
    ["same", "https://a.io/2", false, "constant"],
    ["more", "https://a.io/2", true, "varies"],
  ]);
});

it("knows a connection without TLS only where host and switch are both written", () => {
  const program = programOf({
    "src/a.ts": `
      import { Pool } from "pg"; const secret = process.env.PASSWORD;
      new Pool({ host: "db.vendor.com", ssl: false }); new Pool({ host: "db", ssl: false });
      new Pool({ host: process.env.HOST, ssl: false }); new Pool({ host: "db.vendor.com" });
      new Pool({ connectionString: \`postgres://u:\${secret}@other.vendor.com/x?sslmode=disable\` });
      new Pool({ connectionString: \`postgres://u@\${process.env.HOST}.vendor.com/x?sslmode=disable\` });`,
  });
  expect([...plainConnections(program)].map(({ host, by }) => [host, by])).toEqual([
    ["db.vendor.com", "ssl: false"],
    ["other.vendor.com", "sslmode=disable"],
  ]);
});
