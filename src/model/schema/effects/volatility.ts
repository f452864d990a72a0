import type { Expression } from "../../../facts/sql-parts.ts";
import type { Schema } from "../../schema.ts";
import { steadyFunctions, volatileFunctions } from "./built-in-functions.ts";

/** Functions of the extensions that defaults call most, which are declared VOLATILE. */
const volatileInExtensions: ReadonlySet<string> = new Set([
  "uuid_generate_v1",
  "uuid_generate_v1mc",
  "uuid_generate_v4",
  "gen_random_bytes",
  "gen_salt",
]);
/** Key words that PostgreSQL evaluates once a statement. */
const valueFunctions: ReadonlySet<string> = new Set([
  "current_date",
  "current_time",
  "current_timestamp",
  "localtime",
  "localtimestamp",
  "current_role",
  "current_user",
  "user",
  "session_user",
  "current_catalog",
  "current_schema",
]);

/**
 * Whether an expression gives another value for each row. `maybe` when it calls a function that neither this history nor
 * PostgreSQL has made (one that says nothing of itself is VOLATILE), or one in SQL: PostgreSQL may put its body in its place.
 */
export function volatilityOf(
  expression: Expression,
  schema: Schema,
): { readonly volatile: "yes" | "no" | "maybe"; readonly calls: string } {
  let unknown: string | null = null;
  for (const written of expression.functions) {
    const name = written.slice(written.lastIndexOf(".") + 1);
    const own = schema.functions().find((candidate) => candidate.name === name);
    if (own === undefined ? isVolatile(name) : own.volatility === "volatile" && own.language !== "sql")
      return { volatile: "yes", calls: written };
    if (own === undefined ? !steadyFunctions.has(name) && !valueFunctions.has(name) : own.volatility === "volatile")
      unknown ??= written;
  }
  return unknown === null ? { volatile: "no", calls: "" } : { volatile: "maybe", calls: unknown };
}

function isVolatile(name: string): boolean {
  return volatileFunctions.has(name) || volatileInExtensions.has(name);
}
