import { requestWrites } from "../../src/model/code/database/request-writes.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/mass-assignment",
  practice: "code/validation",
  severity: "error",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a row is written from the fields that callers may set, not from whatever they send",
  why: "`User.update(req.body)` lets the caller name the columns. The form shows a name and a picture; the body may as well hold `role`, `isAdmin`, `balance` or `ownerId`, and each column that is added to the table later is open from its first day. Nothing in the code that reads the body tells that anything is wrong.",
  fix: "parse the body with a schema that knows the fields and drops the others, or pick them one by one, and hand over the result",
  tradeoff:
    "Where the columns a caller may set are limited elsewhere (a model's list of fillable fields, rights on columns in the database, a middleware this rule does not know) the body may go through whole.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Mass_Assignment_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/915.html",
  ],
  check({ code, report }) {
    for (const { call } of requestWrites(code.calls(), code.routes))
      report({
        at: { ...call, at: call.nameAt },
        key: call.record.callee.path.join("."),
        message: `\`${call.record.callee.path.at(-1)}\` writes the whole body of the request`,
        label: "callers choose the columns",
      });
  },
});
