import { errorBodiesOf, majorityOf, shapeName } from "../../src/model/api/errors.ts";
import { saysWhich, saysWhy } from "../../src/model/api/error-members.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/error-has-code",
  practice: "api/errors",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "errors tell programs which error it is, and people why",
  why: "A status tells a class of errors apart, not one from another: a 409 may be a name that is taken, an order that was paid, a version that is old. Where the body has no code (`code`, `type`, `reason`), clients compare the text of the message, and break when somebody mends its spelling or translates it. Where it has no text, whoever reads the log of the client has a number.",
  fix: "give the error schema a stable code and a message, both required; problem details have them as `type`, `title` and `detail`",
  tradeoff: "An API in which every status has one cause alone needs no code beside it.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9457#section-3.1",
    "https://google.aip.dev/193",
    "https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#handling-errors",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const majority = majorityOf(errorBodiesOf(document));
      if (!majority || majority.of < 2) continue;
      const node = document.source.node(majority.shape.at);
      if (!node) continue;
      const missing = [
        ...(saysWhich(node) ? [] : ["code that a program can tell it by"]),
        ...(saysWhy(node) ? [] : ["text that says why"]),
      ];
      if (missing.length === 0) continue;
      report({
        at: majority.shape.at,
        anchor: node.anchor,
        message: `\`${shapeName(majority.shape)}\`, the error of ${majority.count} of ${majority.of} answers, has no ${missing.join(" and no ")}`,
      });
    }
  },
});
