import { operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/tags-declared",
  practice: "api/contract",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "where a document declares its tags, it declares each of them once",
  why: "Tags are the chapters of the documentation and the classes of generated clients. One that the list at the top does not have is most often another one misspelt: its operations stand apart, in a chapter without a description, at the end, and in a class of their own.",
  fix: "write the tag as the list has it, or add it to the list with a line that says what belongs to it",
  tradeoff: "A document without such a list may use tags freely, and is left alone.",
  references: [
    "https://spec.openapis.org/oas/v3.1.1.html#openapi-object",
    "https://spec.openapis.org/oas/v3.1.1.html#tag-object",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const declared = new Set<string>();
      for (const [index, name] of document.tags.entries()) {
        if (declared.has(name))
          report({
            at: { at: { file: document.file, pointer: `/tags/${index}` }, anchor: document.anchor },
            message: `the tag \`${name}\` is declared twice`,
            key: `twice ${name}`,
          });
        declared.add(name);
      }
      if (declared.size === 0) continue;
      for (const operation of document.operations)
        for (const tag of new Set(operation.tags))
          if (!declared.has(tag))
            report({
              at: operation,
              message: `the tag \`${tag}\` of ${operationText(operation)} is not among the ${declared.size} that are declared`,
              key: tag,
              fold: { by: "cause", key: `${document.file} ${tag}` },
            });
    }
  },
});
