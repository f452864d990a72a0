import { standingGrants } from "../../src/model/schema/grants.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "schema/grant-all",
  practice: "data/security",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "roles get the rights they need, by name",
  why: "GRANT ALL on a table holds more than reading and writing rows: TRUNCATE, which no row level security policy sees and which fires no DELETE trigger, REFERENCES, which lets a foreign key block deletes, and TRIGGER, which runs code of the grantee's with the rights of whoever writes. To PUBLIC it gives all of that to every role there is and will be.",
  fix: "grant SELECT, INSERT, UPDATE, DELETE as far as the role needs them",
  tradeoff:
    "The one role that an application connects with, and that owns the schema in all but name, loses nothing by ALL. Supabase's own roles get it by default; there row level security decides.",
  references: [
    "https://www.postgresql.org/docs/current/ddl-priv.html",
    "https://www.postgresql.org/docs/current/sql-grant.html",
  ],
  options: {
    allow: list("roles that may have all rights", ["postgres", "service_role", "supabase_admin", "dashboard_user"]),
  },
  check({ schema, history, report, options }) {
    const grants = standingGrants(history).filter(
      ({ object, privileges, grantee }) =>
        (object === "table" || object === "all tables in schema") &&
        privileges.has("all") &&
        !options.allow.includes(grantee),
    );
    for (const { given, object, path, grantee } of grants) {
      const table = object === "table" ? schema.table(path) : undefined;
      if (object === "table" && (table === undefined || table.rowLevelSecurity)) continue;
      report({
        at: given,
        key: `${path} ${grantee}`,
        message: `\`${grantee}\` has all rights on ${object === "table" ? `\`${path}\`` : `every table of \`${given.change.names[0]?.name ?? ""}\``}`,
        label: grantee === "public" ? "to every role" : "TRUNCATE among them",
        // Who is given all on one table is mostly given all on the others: one decision.
        fold: { by: "cause", key: `${history.name} ${grantee}` },
        ...(grantee === "public" || grantee === "anon" ? { confidence: "high" } : {}),
      });
    }
  },
});
