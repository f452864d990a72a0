import { outboundCalls } from "../../src/model/code/outbound/outbound.ts";
import type { Report } from "../../src/findings/report.ts";
import { defineRule } from "../../src/rule/define.ts";
import { reportMany } from "../../src/rule/many.ts";

/** SDKs that are called through a client of many methods, where a limit is set for each service apart. */
const SDKS = new Set(["AWS SDK", "gRPC"]);

export default defineRule({
  id: "code/outbound-timeout",
  practice: "code/resilience",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "every call to another service ends after a time that somebody chose",
  why: "A call without a time limit waits for as long as the other side keeps the connection open: axios, got, node-fetch and Node's own http have no limit at all, and Node's fetch gives up after five minutes. When the other service hangs rather than fails, every request that needs it hangs too; sockets, memory and pool connections fill up, and one slow dependency takes down a service that could have answered without it.",
  fix: "set the limit where the client is made (`axios.create({ timeout: 5_000 })`, `got.extend({ timeout: … })`, `HttpModule.register({ timeout: … })`), or pass `signal: AbortSignal.timeout(5_000)` to `fetch`; choose it below the time your own callers wait",
  tradeoff:
    "A stream, a long poll or a generated answer of a language model may rightly take minutes; give it a limit of its own, or leave that one call with a comment. A proxy or service mesh that ends idle connections does the same from outside.",
  references: [
    "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    "https://developer.mozilla.org/en-US/docs/Web/API/AbortSignal/timeout_static",
    "https://axios-http.com/docs/req_config",
    "https://undici.nodejs.org/#/docs/api/Client?id=parameter-clientoptions",
    "https://cwe.mitre.org/data/definitions/400.html",
  ],
  check({ code, project, report }) {
    const calls = outboundCalls(code.calls()).filter(({ timeout }) => timeout === "set" || timeout === "absent");
    const population = new Map<string, number>();
    for (const { call } of calls) {
      const { root } = project.serviceOf(call.file);
      population.set(root, (population.get(root) ?? 0) + 1);
    }
    const found = new Map<string, Report[]>();
    for (const { call, library, timeout, defaultTimeout, address } of calls) {
      // Nobody waits for what is sent off on purpose (`void fetch(…)`), however long it takes.
      if (timeout !== "absent" || call.record.use === "void") continue;
      const { root } = project.serviceOf(call.file);
      const slips = found.get(root) ?? [];
      found.set(root, slips);
      slips.push({
        at: { ...call, at: call.nameAt },
        message: `this ${library} call has no timeout`,
        label:
          defaultTimeout === null
            ? "waits as long as the other side does"
            : `waits up to ${defaultTimeout / 60_000} minutes`,
        key: `${library} ${address?.text ?? ""}`,
        ...(SDKS.has(library) ? { confidence: "medium" as const } : {}),
      });
    }
    // Where most of the repository does so, that is one thing to say; else the parts of it that do are told apart.
    const all = [...found.values()].flat();
    if (all.length * 2 > calls.length) reportMany(report, all, { key: "", of: calls.length });
    else for (const [root, slips] of found) reportMany(report, slips, { key: root, of: population.get(root) ?? 0 });
  },
});
