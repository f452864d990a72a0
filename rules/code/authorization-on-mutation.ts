import { unownedWrites } from "../../src/model/code/auth/ownership.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/authorization-on-mutation",
  practice: "code/auth",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a write to a thing asks whether it is the caller's to change",
  why: "To be signed in is not to be allowed. `DELETE /notes/{id}` behind a guard that only asks for a token deletes any note whose number the caller guesses, and numbers are easily guessed. It is the first of OWASP's risks for APIs, because no scanner finds it and every test passes: the tester's own notes are deleted as they should be.",
  fix: "put the owner into the query (`where: { id, ownerId: user.id }`), or ask a policy before the write; answer 404 to those who may not know that it exists",
  tradeoff:
    "An internal tool where everybody who may sign in may change everything needs no more than a sign-in. Rights that the database enforces (row level security) are not seen by this rule.",
  references: [
    "https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/",
    "https://cheatsheetseries.owasp.org/cheatsheets/Insecure_Direct_Object_Reference_Prevention_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/639.html",
  ],
  check({ code, report }) {
    const writes = new Map<string, number>();
    for (const { app, method, path } of code.routes)
      if (/^(?:PUT|PATCH|DELETE)$/.test(method) && path.includes("{")) writes.set(app, (writes.get(app) ?? 0) + 1);
    for (const route of unownedWrites(code.calls(), code.routes))
      report({
        at: route,
        message: `\`${route.method} ${route.path}\` changes what the caller names, and never looks at who that is`,
        label: "signed in is enough",
        fold: { by: "convention", key: route.app, of: writes.get(route.app) ?? 0 },
      });
  },
});
