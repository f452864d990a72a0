import { sqlName } from "../../src/model/schema/identifiers.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "schema/security-definer-search-path",
  practice: "data/security",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a function with its owner's rights sets its own search_path",
  why: "A SECURITY DEFINER function runs with the rights of its owner, but looks names up along the search_path of the caller. Whoever can make a temporary table, or an object in a schema of that path, puts one of the same name in front, and the function reads or calls theirs with the owner's rights.",
  fix: "set the path in the function: SET search_path = '' with all names qualified, or the schemas it needs with pg_temp last",
  tradeoff: "Where every role that can connect is trusted alike, nothing is gained by the attack.",
  references: [
    "https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY",
    "https://supabase.com/docs/guides/database/database-advisors?lint=0011_function_search_path_mutable",
  ],
  check({ schema, history, report }) {
    const definers = schema
      .functions()
      .filter(
        (made) =>
          made.securityDefiner && (made.language === "sql" || made.language === "plpgsql") && made.body !== null,
      );
    for (const made of definers) {
      if (made.searchPathSet) continue;
      const kind = made.procedure ? "PROCEDURE" : "FUNCTION";
      report({
        at: made,
        message: `\`${made.name}\` runs with its owner's rights and the caller's search_path`,
        label: "SECURITY DEFINER, no SET search_path",
        fold: { by: "convention", key: history.name, of: definers.length },
        fix: `ALTER ${kind} ${sqlName(made.schema, made.name)} SET search_path = ${made.schema === "public" ? "public" : sqlName("public", made.schema)}, pg_temp`,
      });
    }
  },
});
