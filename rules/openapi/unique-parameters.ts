import { parameterLists } from "../../src/model/api/parameter-lists.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/unique-parameters",
  practice: "api/contract",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no list of parameters has one twice",
  why: "A parameter is known by its name and where it stands. Of two in one list, some tools take the first and some the last, so that one side checks a limit or asks for a value that the other does not know of; generated clients have a function with two arguments of one name, which does not compile.",
  fix: "keep the one that the server means; a parameter that an operation changes for itself stands once at the path and once at the operation",
  tradeoff: "None: the specification demands it.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#operation-object",
    "https://swagger.io/specification/v2/#operation-object",
  ],
  check({ api, report }) {
    const seen = new Set<string>();
    for (const document of api.documents) {
      for (const operation of document.operations) {
        for (const list of parameterLists(document, operation)) {
          if (seen.has(list.id)) continue;
          seen.add(list.id);
          const known = new Map<string, (typeof list)["from"]>();
          for (const parameter of list.items()) {
            const name = parameter.text("name");
            const place = parameter.text("in");
            if (name === null || place === null) continue;
            // RFC 9110 (5.1): case means nothing in the name of a header.
            const identity = `${place} ${place === "header" ? name.toLowerCase() : name}`;
            const first = known.get(identity);
            if (!first) known.set(identity, parameter.from);
            else
              report({
                at: { at: parameter.from, anchor: operation.anchor },
                message: `${place} parameter \`${name}\` is in this list twice`,
                key: identity,
                related: [{ at: first, label: "the first" }],
              });
          }
        }
      }
    }
  },
});
