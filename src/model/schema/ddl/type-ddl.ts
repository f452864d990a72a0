import type { Catalogue } from "../catalogue.ts";
import { quoteIdentifier } from "../identifiers.ts";
import { quoteLiteral } from "../literal.ts";
import type { DomainRecord, TypeRecord, TypeRef } from "../records.ts";
import { needsOfExpressions, needsOfText } from "./mentioned.ts";
import { dottedName, nameIn } from "./names.ts";
import { recordKey, type Piece } from "./piece.ts";

/** CREATE TYPE or CREATE DOMAIN, with the ALTER TYPE commands since. */
export function typePiece(catalogue: Catalogue, record: TypeRecord, version: number): Piece {
  const name = nameIn(record.searchPath, record);
  const { domain } = record;
  const provides = [recordKey(record.id), `type:${record.name}`];
  if (domain !== null)
    return {
      provides,
      needs: [
        ...typeNeeds(domain.type),
        ...needsOfExpressions([domain.default?.text, ...domain.checks.map((check) => check.expression)]),
      ],
      statements: domainStatements(name, domain, catalogue.typeText(domain.type, version)),
      searchPath: record.searchPath,
    };
  const made =
    record.form === "enum"
      ? `CREATE TYPE ${name} AS ENUM (${record.values.map(quoteLiteral).join(", ")})`
      : `CREATE TYPE ${name} ${record.definition}`.trimEnd();
  const alterations = record.alterations.map((command) => `ALTER TYPE ${name} ${command}`);
  const needs = [record.definition, ...record.alterations].flatMap((text) => [...needsOfText(text)]);
  return {
    provides,
    needs: needs.filter((key) => key !== `type:${record.name}`),
    statements: [made, ...alterations],
    searchPath: record.searchPath,
  };
}

/** The keys of a column's or a domain's type: one of this history, or a table's row type as written. */
export function typeNeeds(type: TypeRef): readonly string[] {
  return type.id === null ? needsOfText(type.text) : [recordKey(type.id)];
}

function domainStatements(name: string, domain: DomainRecord, type: string): readonly string[] {
  const check = (one: DomainRecord["checks"][number]): string =>
    `CONSTRAINT ${quoteIdentifier(one.name)} CHECK (${one.expression})`;
  const lines = [
    `CREATE DOMAIN ${name} AS ${type}`,
    ...(domain.collation === null ? [] : [`COLLATE ${dottedName(domain.collation)}`]),
    ...(domain.default === null ? [] : [`DEFAULT ${domain.default.text}`]),
    ...(domain.notNull ? ["NOT NULL"] : []),
    ...domain.checks.filter((one) => one.validated).map(check),
  ];
  const unvalidated = domain.checks.filter((one) => !one.validated);
  return [lines.join(" "), ...unvalidated.map((one) => `ALTER DOMAIN ${name} ADD ${check(one)} NOT VALID`)];
}
