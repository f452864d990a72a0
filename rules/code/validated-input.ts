import { bodyUses } from "../../src/model/code/input/validation.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/validated-input",
  practice: "code/validation",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "the body of a request is checked before it is used",
  why: "A body is whatever the caller sends: a field is missing, a number comes as a text, a text as an object with operators of the database in it, a list has a million entries. TypeScript's types say nothing about it, since they are gone when it arrives. What is not refused at the edge fails later, deep inside, as a status 500, or is stored and fails for everybody who reads it.",
  fix: "parse the body with a schema (zod, Joi, class-validator, JSON Schema) in the handler or in a middleware before it, and use only what the parse gives",
  tradeoff:
    "A handler that only hands the body on to another service which checks it need not do so twice. A check that this rule does not know by its name can be wrapped in one it does (`validate…`, `parse…`).",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Input_Validation_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/20.html",
    "https://expressjs.com/en/advanced/best-practice-security.html#do-not-trust-user-input",
  ],
  check({ code, report }) {
    const uses = bodyUses(code.calls(), code.routes);
    const population = new Map<string, number>();
    for (const { route } of uses) population.set(route.app, (population.get(route.app) ?? 0) + 1);
    for (const { route, checked } of uses) {
      if (checked) continue;
      report({
        at: route,
        message: `\`${route.method} ${route.path}\` uses the body of the request as it came`,
        label: "nothing on its way checks the body",
        fold: { by: "convention", key: route.app, of: population.get(route.app) ?? 0 },
      });
    }
  },
});
