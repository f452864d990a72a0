import type {
  AlterDomainStmt,
  AlterEnumStmt,
  AlterTypeStmt,
  CompositeTypeStmt,
  Constraint,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  DefineStmt,
} from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import type { DomainChange } from "../../../facts/sql-parts.ts";
import { textAfterNamed } from "../after-name.ts";
import { qualified, relationName, strings } from "../ast.ts";
import { expression } from "../expressions.ts";
import type { Range, StatementText } from "../statement-text.ts";
import { typeName } from "../type-name.ts";
import { wholeStatement } from "./reader.ts";

export function createEnum(node: CreateEnumStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "create-enum",
      at: wholeStatement(statement),
      name: qualified(strings(node.typeName)),
      values: strings(node.vals),
    },
  ];
}

export function alterEnum(node: AlterEnumStmt, statement: StatementText): Change[] {
  const at = wholeStatement(statement);
  const name = qualified(strings(node.typeName));
  const value = node.newVal ?? "";
  if (node.oldVal !== undefined) return [{ kind: "rename-enum-value", at, name, value: node.oldVal, to: value }];
  const neighbour = node.newValNeighbor ?? null;
  const after = node.newValIsAfter === true;
  return [
    {
      kind: "add-enum-value",
      at,
      name,
      value,
      before: after ? null : neighbour,
      after: after ? neighbour : null,
      ifNotExists: node.skipIfNewValExists === true,
    },
  ];
}

export function createComposite(node: CompositeTypeStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "create-type",
      at: wholeStatement(statement),
      name: relationName(node.typevar),
      form: "composite",
      definition: textAfterNamed(statement, "type"),
    },
  ];
}

export function createRange(node: CreateRangeStmt, statement: StatementText): Change[] {
  return [
    {
      kind: "create-type",
      at: wholeStatement(statement),
      name: qualified(strings(node.typeName)),
      form: "range",
      definition: textAfterNamed(statement, "type"),
    },
  ];
}

/** CREATE TYPE with input and output functions, or only its name; aggregates and operators share the node and shape no table. */
export function define(node: DefineStmt, statement: StatementText): Change[] {
  if (node.kind !== "OBJECT_TYPE") return [];
  const form = (node.definition?.length ?? 0) > 0 ? "base" : "shell";
  return [
    {
      kind: "create-type",
      at: wholeStatement(statement),
      name: qualified(strings(node.defnames)),
      form,
      definition: textAfterNamed(statement, "type"),
    },
  ];
}

/** `ALTER TYPE … SET (…)` of a base type; attributes of a composite type are read with ALTER TABLE. */
export function alterType(node: AlterTypeStmt, statement: StatementText): Change[] {
  const command = textAfterNamed(statement, "type");
  return [{ kind: "alter-type", at: wholeStatement(statement), name: qualified(strings(node.typeName)), command }];
}

/** ALTER DOMAIN; its RENAME TO and SET SCHEMA are statements of their own. */
export function alterDomain(node: AlterDomainStmt, statement: StatementText): Change[] {
  const change = domainChange(node, statement);
  const name = qualified(strings(node.typeName));
  return change === null ? [] : [{ kind: "alter-domain", at: wholeStatement(statement), name, change }];
}

/** By the letters of `AlterDomainStmt.subtype` in PostgreSQL's parsenodes.h. */
function domainChange(node: AlterDomainStmt, statement: StatementText): DomainChange | null {
  const name = node.name ?? "";
  switch (node.subtype) {
    case "T": {
      if (!node.def) return { action: "drop-default" };
      const word = statement.find("default");
      const range = { start: statement.tokens[word + 1]?.start ?? 0, end: statement.text.length };
      return { action: "set-default", default: expression(node.def, range, statement) };
    }
    case "N":
      return { action: "drop-not-null" };
    case "O":
      return { action: "set-not-null" };
    case "C":
      return node.def && "Constraint" in node.def ? addedConstraint(node.def.Constraint, statement) : null;
    case "X":
      return { action: "drop-constraint", constraint: name, ifExists: node.missing_ok === true };
    case "V":
      return { action: "validate-constraint", constraint: name };
    default:
      return null;
  }
}

function addedConstraint(node: Constraint, statement: StatementText): DomainChange | null {
  if (node.contype === "CONSTR_NOTNULL") return { action: "set-not-null" };
  if (node.contype !== "CONSTR_CHECK") return null;
  const inner = statement.inParentheses(statement.offset(node.location));
  return {
    action: "add-check",
    check: {
      name: node.conname ?? null,
      expression: inner ? statement.render(inner) : "",
      ...(node.skip_validation === true ? { validated: false } : {}),
    },
  };
}

/** From behind `DEFAULT` to the next clause. */
function defaultRange(node: Constraint, all: readonly Constraint[], statement: StatementText): Range {
  const start = statement.offset(node.location);
  const next = all.map((item) => statement.offset(item.location)).filter((offset) => offset > start);
  const end = Math.min(...next, statement.text.length);
  const word = statement.find("default", statement.tokenAt(start));
  return {
    start: statement.tokens[word + 1]?.start ?? start,
    end: statement.tokens[statement.tokenAt(end) - 1]?.end ?? end,
  };
}

export function createDomain(node: CreateDomainStmt, statement: StatementText): Change[] {
  const constraints = (node.constraints ?? []).flatMap((item) => ("Constraint" in item ? [item.Constraint] : []));
  const start = statement.offset(node.typeName?.location);
  const collated = node.collClause?.location === undefined ? [] : [statement.offset(node.collClause.location)];
  const ends = constraints.map((item) => statement.offset(item.location)).filter((offset) => offset > start);
  const end = Math.min(...ends, ...collated, statement.text.length);
  const checks = constraints
    .filter((item) => item.contype === "CONSTR_CHECK")
    .map((item) => {
      const inner = statement.inParentheses(statement.offset(item.location));
      return { name: item.conname ?? null, expression: inner ? statement.render(inner) : "" };
    });
  const initial = constraints.find((item) => item.contype === "CONSTR_DEFAULT");
  return [
    {
      kind: "create-domain",
      at: wholeStatement(statement),
      name: qualified(strings(node.domainname)),
      type: typeName(node.typeName, statement, {
        start,
        end: statement.tokens[statement.tokenAt(end) - 1]?.end ?? end,
      }),
      notNull: constraints.some((item) => item.contype === "CONSTR_NOTNULL"),
      default: initial ? expression(initial.raw_expr, defaultRange(initial, constraints, statement), statement) : null,
      checks,
      ...(node.collClause ? { collation: strings(node.collClause.collname).join(".") } : {}),
    },
  ];
}
