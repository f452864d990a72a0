import type { Json, JsonObject } from "../../src/rule/openapi-visitor.ts";
import { templateNames } from "../../src/model/api/path-templates.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/server-variables",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "the variables of a server's URL are declared, used, and have a default that is allowed",
  why: "Clients put the values of the variables into the server's URL before the first request. One that is not declared has no value, so that the request goes to a host whose name holds braces; one that is declared and not used can be set without any effect; a default outside of the `enum` is a server that does not exist.",
  fix: "give each `{name}` of the URL an entry under `variables`, with a `default` that its `enum` lists",
  tradeoff: "None: the specification demands it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#server-object",
    "https://spec.openapis.org/oas/v3.1.1.html#server-variable-object",
  ],
  visit: {
    Server(node, { report }) {
      const url = node.value["url"];
      if (typeof url !== "string") return;
      // Of a URL the query is a part like any other.
      const used = new Set(templateNames(url.replaceAll("?", "")));
      const variables = membersOf(node.value["variables"]);
      for (const name of used)
        if (!variables.has(name))
          report({
            at: { at: { ...node.member("url"), on: "value" }, anchor: node.anchor },
            message: `the variable \`{${name}}\` of \`${url}\` is not declared`,
            key: `undeclared ${name}`,
          });
      for (const [name, variable] of variables) {
        const place = node.member("variables");
        const at = { at: { ...place, pointer: `${place.pointer}/${segment(name)}` }, anchor: node.anchor };
        if (!used.has(name))
          report({ at, message: `the variable \`${name}\` is not in \`${url}\``, key: `unused ${name}` });
        const members = membersOf(variable);
        const allowed = members.get("enum");
        if (!Array.isArray(allowed)) continue;
        const values: readonly Json[] = allowed;
        const fallback = members.get("default");
        if (values.length === 0)
          report({ at, message: `the \`enum\` of the variable \`${name}\` is empty`, key: `empty ${name}` });
        else if (typeof fallback === "string" && !values.some((value) => String(value) === fallback))
          report({
            at: { ...at, at: { ...at.at, pointer: `${at.at.pointer}/default`, on: "value" } },
            message: `the default \`${fallback}\` of the variable \`${name}\` is not in its \`enum\``,
            key: `default ${name}`,
          });
      }
    },
  },
});

function membersOf(value: Json | undefined): ReadonlyMap<string, Json | undefined> {
  return new Map(
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value as JsonObject) : [],
  );
}

function segment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
