import { referencesByTarget } from "../../src/model/api/references.ts";
import { unusedComponents } from "../../src/model/api/unused-components.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/unused-component",
  practice: "api/contract",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "some operation leads to every component",
  why: "A component that nothing refers to describes no request and no answer, and yet generators make a type of it, readers take it for a part of the API, and changes to it are reviewed. Most often an operation was removed and left it behind, or was meant to use it and has a copy written out instead.",
  fix: "remove it, or refer to it where it was meant to be used",
  tradeoff:
    "A library of components that documents outside of the repository refer to has uses that cannot be seen from here. A document without operations is taken for one and left alone.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#components-object",
    "https://swagger.io/specification/v2/#definitions-object",
  ],
  check({ api, report }) {
    const references = referencesByTarget(api.documents.map((document) => document.source));
    for (const document of api.documents) {
      if (document.operations.length + document.webhooks.length === 0) continue;
      for (const component of unusedComponents(document, references))
        report({
          at: component,
          message: `no operation leads to \`${component.name}\` under \`${component.kind}\``,
          label: "used nowhere",
          fold: { by: "cause", key: `${document.file} ${component.kind}` },
        });
    }
  },
});
