import { builtQueries } from "../../src/model/code/database/built-queries.ts";
import { showInput } from "../../src/model/code/input/request.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/sql-injection",
  practice: "code/validation",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "what a request brings reaches the database as a parameter, never as SQL",
  why: "A value that is pasted into the text of a query is read as SQL: one quote ends the string it was meant to be, and what follows is run with all the rights of the server, to read every table, to change them, or to sign in as anybody. It has led the lists of attacks for twenty-five years, and it is the one that binding a parameter ends for good.",
  fix: 'leave a placeholder in the text and hand the value over beside it (`query("… where id = $1", [id])`), or use a tagged template that does so; a column or direction to sort by cannot be bound: look it up in a list of those allowed',
  tradeoff:
    "None for values. A tool whose purpose is to run the SQL its users write, such as a database console, has to rely on the rights of its database role instead: disable the rule there, with that reason.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/89.html",
    "https://node-postgres.com/features/queries#parameterized-query",
    "https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries#sql-injection-prevention",
  ],
  check({ code, report }) {
    for (const { call, input } of builtQueries(code.calls(), code.routes))
      report({
        at: { ...call, at: call.nameAt },
        key: showInput(input),
        message: `the request's \`${showInput(input)}\` is part of the text of a query`,
        label: "read as SQL",
      });
  },
});
