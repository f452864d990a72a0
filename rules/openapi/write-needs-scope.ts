import type { Operation } from "../../src/facts/api.ts";
import { groupedBy } from "../../src/model/api/groups.ts";
import { pathKey } from "../../src/model/api/resources.ts";
import { onlyAsks } from "../../src/model/api/scopes.ts";
import { isSafeMethod, scopesOf } from "../../src/model/api/security.ts";
import { counted, operationText } from "../../src/model/api/words.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "openapi/write-needs-scope",
  practice: "api/auth",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "what may read need not be what may write",
  why: "Where a write asks for no more than the read of the same resource, nobody can be given the one without the other: the dashboard, the export job and the partner who only look get tokens that can change and delete. When such a token leaks, and the readers are many, the damage is that of a writer's.",
  fix: "split the scope, `orders:read` and `orders:write`, and ask for the second where something changes",
  tradeoff:
    "For a resource that only its owner ever touches (their own profile, their own drafts), one scope for both is fine.",
  references: [
    "https://www.rfc-editor.org/rfc/rfc9700#section-2.3",
    "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
    "https://opensource.zalando.com/restful-api-guidelines/#225",
  ],
  check({ api, report }) {
    for (const document of api.documents) {
      const reads = groupedBy(
        document.operations.filter((operation) => isSafeMethod(operation) && asksForScopes(operation)),
        ({ path }) => pathKey(path),
      );
      const pairs = document.operations.flatMap((write) => {
        if (isSafeMethod(write) || onlyAsks(write.path) || !asksForScopes(write)) return [];
        const read = (reads.get(pathKey(write.path)) ?? reads.get(`${pathKey(write.path)}/{}`))?.[0];
        return read ? [{ write, read }] : [];
      });
      const alike = pairs.filter(({ write, read }) => scopesText(write) === scopesText(read));
      for (const { write, read } of alike)
        report({
          at: write,
          message: `${operationText(write)} asks for no more than ${operationText(read)} does: ${scopesText(write)} (${alike.length} of ${counted(pairs.length, "write")} beside a read)`,
          related: [{ at: read, label: "a read with the same scopes" }],
          fold: { by: "convention", key: document.file, of: pairs.length },
        });
    }
  },
});

function asksForScopes(operation: Operation): boolean {
  return operation.security.some((requirement) => scopesOf(requirement).length > 0);
}

function scopesText(operation: Operation): string {
  const alternatives = operation.security.map((requirement) =>
    scopesOf(requirement)
      .map((scope) => `\`${scope}\``)
      .join(" and "),
  );
  return [...new Set(alternatives)]
    .filter((text) => text !== "")
    .toSorted()
    .join(" or ");
}
