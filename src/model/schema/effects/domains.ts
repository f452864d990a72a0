import type { ChangeOf } from "../../../facts/changes.ts";
import type { History } from "../../schema.ts";
import { tokens } from "../tokens.ts";

/** The domain a type's text names, as this history made it; undefined for every other type. */
export function domainNamed(history: History, type: string): ChangeOf<"create-domain"> | undefined {
  if (type.endsWith("[]")) return undefined;
  const domains = history.changes("create-domain");
  if (domains.length === 0) return undefined;
  const name = tokens(type).findLast((token) => token.kind === "name")?.name;
  return domains.findLast(({ change }) => change.name.name === name)?.change;
}

/** Whether every value must be looked at when it becomes one of this domain: it, or the domain it is made of, refuses some. */
export function isConstrained(history: History, domain: ChangeOf<"create-domain">): boolean {
  if (domain.notNull || domain.checks.length > 0) return true;
  const base = domainNamed(history, domain.type.name);
  return base !== undefined && base !== domain && isConstrained(history, base);
}
