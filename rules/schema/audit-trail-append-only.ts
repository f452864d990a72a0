import type { ChangeOf } from "../../src/facts/changes.ts";
import type { FoldedChange, History, Table } from "../../src/model/schema.ts";
import { sqlName } from "../../src/model/schema/identifiers.ts";
import { tableMatcher } from "../../src/model/schema/name-patterns.ts";
import { ownTables } from "../../src/model/schema/own-tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/audit-trail-append-only",
  practice: "data/security",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "nothing changes or takes away the rows of an audit trail",
  why: "An audit trail answers what happened after something went wrong, which is when someone has a reason to change it. Where the role of the application may UPDATE and DELETE its rows, whoever takes over the application takes the evidence with it; and a foreign key ON DELETE CASCADE deletes the trail together with the account it is about, without any attack.",
  fix: "REVOKE UPDATE, DELETE, TRUNCATE from the application's role, or a trigger that refuses them; no cascading keys out of the trail",
  tradeoff:
    "A trail with a retention period needs someone who may delete: a role of its own, or partitions that are dropped whole. Rights that are granted outside the migrations are not seen.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
    "https://www.postgresql.org/docs/current/sql-revoke.html",
    "https://www.postgresql.org/docs/current/sql-createtrigger.html",
  ],
  options: {
    tables: list("the tables that are audit trails, by name, with `*` for any letters", [
      "*audit*log",
      "*audit*logs",
      "*audit*trail",
      "*audit*trails",
      "*audit*entry",
      "*audit*entries",
      "*audit*event",
      "*audit*events",
      "*audit*record",
      "*audit*records",
    ]),
  },
  check({ schema, history, report, options }) {
    const isTrail = tableMatcher(options.tables);
    for (const table of ownTables(schema)) {
      if (!isTrail(table)) continue;
      for (const key of table.foreignKeys) {
        if (key.onDelete !== "cascade") continue;
        report({
          at: key,
          key: "cascade",
          message: `rows of the audit trail \`${table.path}\` are deleted with those of \`${key.references.table}\``,
          label: "ON DELETE CASCADE",
        });
      }
      if (isGuarded(table, history)) continue;
      const name = sqlName(table.schema, table.name);
      report({
        at: table,
        key: "guard",
        message: `nothing keeps the rows of the audit trail \`${table.path}\` as they were written`,
        label: "can be updated and deleted",
        fix: `REVOKE UPDATE, DELETE, TRUNCATE ON ${name} FROM the role the application connects with`,
      });
    }
  },
});

function isGuarded(table: Table, history: History): boolean {
  const refused = table.triggers.some(
    ({ timing, events }) => timing !== "after" && (events.includes("update") || events.includes("delete")),
  );
  const guardedByPolicies =
    table.rowLevelSecurity &&
    !table.policies.some(({ command }) => command === "all" || command === "update" || command === "delete");
  return refused || guardedByPolicies || history.changes("grant").some((change) => takesWriting(change, table));
}

/** A REVOKE, or a GRANT of less than everything: what may be done with it was thought about. */
function takesWriting({ change, after }: FoldedChange<ChangeOf<"grant">>, table: Table): boolean {
  if (change.object !== "table" || !change.names.some((name) => after.table(name)?.path === table.path)) return false;
  const writes = change.privileges.some(
    (privilege) => privilege === "all" || privilege === "update" || privilege === "delete",
  );
  return change.revoke ? writes : !writes;
}
