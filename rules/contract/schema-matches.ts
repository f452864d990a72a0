import { requestDifferences } from "../../src/model/contract/request-differences.ts";
import { nameOf, servedOperations } from "../../src/model/contract/served.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "contract/schema-matches",
  practice: "cross/contract-first",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the schema a request is validated by and the one in the contract ask for the same",
  why: "Two schemas describe one request: the contract's, which clients are generated from, and the validator's, which decides. Nobody compares them, since tests send what the validator takes. When they part, a client that does what the contract says is refused with a 400 it cannot explain, or, worse, is accepted while a property it sent is silently dropped.",
  fix: "change the one that is wrong; better, generate one from the other (the document from the validators, or the validators from the document)",
  tradeoff:
    "During a migration the validator may take more than the contract promises on purpose: what it takes in addition is reported with less confidence.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#schema-object",
    "https://zod.dev/api",
    "https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/",
    "https://docs.nestjs.com/techniques/validation",
  ],
  check(project) {
    const { code, report } = project;
    const program = code.calls();
    for (const served of servedOperations(project)) {
      for (const { property, part, text, documentAt, codeAt, by, breaks } of requestDifferences(served, program)) {
        const kind = part === "body" ? "property" : "query parameter";
        report({
          at: { at: codeAt, anchor: `${served.route.anchor}?${part}.${property}` },
          key: `${nameOf(served)} ${text}`,
          message: `the ${kind} \`${property}\` of \`${nameOf(served)}\` ${text}`,
          label: by === "zod" || by === "class-validator" ? `validated by ${by}` : `validated by ${by}, here`,
          related: [{ at: documentAt, label: "the contract" }],
          ...(breaks ? {} : { confidence: "medium" as const }),
        });
      }
    }
  },
});
