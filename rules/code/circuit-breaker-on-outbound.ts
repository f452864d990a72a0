import { hostOf } from "../../src/model/code/outbound/address.ts";
import { outboundCalls } from "../../src/model/code/outbound/outbound.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/circuit-breaker-on-outbound",
  practice: "code/resilience",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "calls to the configured hosts run behind a circuit breaker",
  why: "While a dependency is down, every request still waits for its timeout before it fails, and the load of all those tries keeps the dependency from coming back. A circuit breaker notices after a few failures, fails at once from then on, and lets a single call through now and then to see whether the other side has recovered.",
  fix: "hand the function that makes the call to a breaker (`new CircuitBreaker(fn)` of opossum, `circuitBreaker(…).execute(fn)` of cockatiel) and say what happens while it is open",
  tradeoff:
    "Few services need one: a timeout and a bounded retry do for most, and a service mesh can break the circuit from outside. That is why only the hosts you name are asked for it.",
  references: [
    "https://martinfowler.com/bliki/CircuitBreaker.html",
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/circuit-breaker",
    "https://nodeshift.dev/opossum/",
  ],
  options: {
    hosts: list(
      "the hosts that must be asked behind a breaker, as globs; none by default, `**` for every host that the source names",
    ),
  },
  check({ code, report, options }) {
    if (options.hosts.length === 0) return;
    const isNamed = matchesAny(options.hosts);
    for (const { call, address, breaker } of outboundCalls(code.calls())) {
      const target = address && hostOf(address);
      if (breaker || !target || !isNamed(target.host)) continue;
      report({
        at: { ...call, at: call.nameAt },
        message: `\`${target.host}\` is called without a circuit breaker`,
        key: target.host,
      });
    }
  },
});
