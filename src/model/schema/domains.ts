import type { ChangeOf } from "../../facts/changes.ts";
import type { DomainCheck } from "../../facts/sql-parts.ts";
import type { Applying } from "./applying.ts";
import { freeName } from "./generated-names.ts";
import type { DomainRecord } from "./records.ts";
import { createType } from "./types.ts";

export function createDomain(applying: Applying, change: ChangeOf<"create-domain">): void {
  const bare: DomainRecord = {
    type: applying.catalogue.typeRef(change.type),
    collation: change.collation ?? null,
    notNull: change.notNull,
    default: change.default,
    checks: [],
  };
  const domain = change.checks.reduce((made, check) => withCheck(made, change.name.name, check), bare);
  createType(applying, change, "domain", { domain });
}

/** `ALTER DOMAIN`; a domain this history never made is unknown, which {@link Applying.missing} says. */
export function alterDomain(applying: Applying, { name, change }: ChangeOf<"alter-domain">): void {
  const { catalogue } = applying;
  const type = catalogue.findType(name);
  if (type === undefined) {
    applying.missing("type", name);
    return;
  }
  if (type.domain === null) {
    applying.refuse(`"${name.name}" is not a domain`);
    return;
  }
  const named = "constraint" in change ? change.constraint : "check" in change ? change.check.name : null;
  const known = type.domain.checks.some((check) => check.name === named);
  if (change.action === "add-check" && known) {
    applying.refuse(`constraint "${named}" for domain "${type.name}" already exists`);
    return;
  }
  if ("constraint" in change && !known) {
    // NOT NULL is a constraint as well, under the name PostgreSQL 18 gives it.
    if (change.action === "drop-constraint" && named === `${type.name}_not_null` && type.domain.notNull)
      catalogue.putType({ ...type, domain: { ...type.domain, notNull: false } });
    else if (change.action !== "drop-constraint" || !change.ifExists)
      applying.refuse(`constraint "${named}" of domain "${type.name}" does not exist`);
    return;
  }
  catalogue.putType({ ...type, domain: altered(type.domain, type.name, change) });
}

function altered(domain: DomainRecord, name: string, change: ChangeOf<"alter-domain">["change"]): DomainRecord {
  switch (change.action) {
    case "set-default":
      return { ...domain, default: change.default };
    case "drop-default":
      return { ...domain, default: null };
    case "set-not-null":
      return { ...domain, notNull: true };
    case "drop-not-null":
      return { ...domain, notNull: false };
    case "add-check":
      return withCheck(domain, name, change.check);
    case "drop-constraint":
      return { ...domain, checks: domain.checks.filter((check) => check.name !== change.constraint) };
    case "validate-constraint":
      return withChanged(domain, change.constraint, { validated: true });
    case "rename-constraint":
      return withChanged(domain, change.constraint, { name: change.to });
  }
}

function withChanged(
  domain: DomainRecord,
  name: string,
  changes: Partial<DomainRecord["checks"][number]>,
): DomainRecord {
  return {
    ...domain,
    checks: domain.checks.map((check) => (check.name === name ? { ...check, ...changes } : check)),
  };
}

function withCheck(domain: DomainRecord, domainName: string, check: DomainCheck): DomainRecord {
  const taken = (candidate: string): boolean => domain.checks.some((other) => other.name === candidate);
  const name = check.name ?? freeName(domainName, null, "check", taken);
  return {
    ...domain,
    checks: [...domain.checks, { name, expression: check.expression, validated: check.validated !== false }],
  };
}
