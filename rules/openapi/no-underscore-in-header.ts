import type { Parameter } from "../../src/facts/api.ts";
import { placeKey } from "../../src/model/api/errors.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/no-underscore-in-header",
  practice: "api/semantics",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "request headers have names that proxies pass on",
  why: "nginx drops request headers with an underscore in their name, without a word, unless `underscores_in_headers` is on; Apache from 2.4 leaves them out of what applications see, for `a_b` and `a-b` would become the same variable there. The header works on the developer's machine and is missing behind the first proxy that somebody puts in front.",
  fix: "join the words with hyphens: `X-Tenant-Id`",
  tradeoff:
    "Where all that stands between is one's own and configured for it, the old name can stay for the clients that send it.",
  references: [
    "https://nginx.org/en/docs/http/ngx_http_core_module.html#underscores_in_headers",
    "https://httpd.apache.org/docs/2.4/env.html#fixheader",
    "https://opensource.zalando.com/restful-api-guidelines/#132",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const headers = new Map<string, { parameter: Parameter; uses: number }>();
      for (const operation of document.operations)
        for (const parameter of operation.parameters) {
          if (parameter.in !== "header" || !parameter.name.includes("_")) continue;
          const known = headers.get(placeKey(parameter.at));
          if (known) known.uses++;
          else headers.set(placeKey(parameter.at), { parameter, uses: 1 });
        }
      for (const { parameter, uses } of headers.values())
        report({
          at: parameter,
          message: `header \`${parameter.name}\`${uses > 1 ? `, used ${uses} times,` : ""} has an underscore in its name: nginx drops it by default`,
          key: parameter.name,
          fold: { by: "cause", key: `${document.file} ${parameter.name.toLowerCase()}` },
        });
      for (const scheme of document.securitySchemes)
        if (scheme.in === "header" && scheme.parameterName?.includes("_"))
          report({
            at: scheme,
            message: `the API key's header \`${scheme.parameterName}\` has an underscore in its name: nginx drops it by default`,
          });
    }
  },
});
