import { hostOf, isPrivateHost } from "../../src/model/code/outbound/address.ts";
import { outboundCalls } from "../../src/model/code/outbound/outbound.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/no-plain-http-outbound",
  practice: "code/transport",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "what leaves for another host is encrypted",
  why: "A request over plain HTTP can be read and changed by everybody on its way: what it tells, the key it carries, and the answer this service then trusts. A redirect to HTTPS comes too late, for the first request has been sent by then.",
  fix: "write `https://`; where the other side has no certificate, reach it over a private network or a tunnel",
  tradeoff:
    "Some public services answer over HTTP only, or charge for HTTPS. Where nothing secret goes out and nothing is believed that comes back, name the host in `hosts`.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/319.html",
    "https://www.rfc-editor.org/rfc/rfc9110#section-17.1",
  ],
  options: { hosts: list("hosts that may be asked over plain HTTP, as globs: `*.vendor.com`") },
  check({ code, report, options }) {
    const isAllowed = matchesAny(options.hosts);
    for (const { call, address } of outboundCalls(code.calls())) {
      const target = address && hostOf(address);
      if (target?.scheme !== "http" || isPrivateHost(target.host) || isAllowed(target.host)) continue;
      report({
        at: { ...call, at: call.nameAt },
        message: `\`${target.host}\` is asked over plain HTTP`,
        label: "not encrypted",
        key: target.host,
        fold: { by: "cause", key: target.host },
      });
    }
  },
});
