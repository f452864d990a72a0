import type { ColumnDef, Constraint } from "libpg-query";
import type { ColumnDefinition, ConstraintDefinition, SequenceSettings } from "../../../facts/sql-parts.ts";
import { strings } from "../ast.ts";
import { expression } from "../expressions.ts";
import type { Range, StatementText } from "../statement-text.ts";
import { typeName } from "../type-name.ts";
import { sequenceSettings } from "./sequences.ts";
import { constraint } from "./constraints.ts";

/** A column as CREATE TABLE and ADD COLUMN write it; `range` is where all of it stands. */
export function column(node: ColumnDef, range: Range, statement: StatementText): ColumnDefinition {
  const name = node.colname ?? "";
  const parts = clauses(node, range, statement);
  const read = readClauses(parts, name, statement);
  const typeStart = node.typeName?.location === undefined ? range.start : statement.offset(node.typeName.location);
  const typeEnd = Math.min(...clauseStarts(node, statement), range.end);
  return {
    name,
    type: typeName(node.typeName, statement, trim({ start: typeStart, end: typeEnd }, statement)),
    ...read,
    collation: node.collClause ? strings(node.collClause.collname).join(".") : null,
    at: statement.place(range),
  };
}

interface Clause {
  readonly node: Constraint;
  readonly range: Range;
}

/** The tree says where a clause starts; it ends where the next one starts. Marks of deferral belong to the one before. */
function clauses(node: ColumnDef, range: Range, statement: StatementText): Clause[] {
  const starts = clauseStarts(node, statement);
  const found: Clause[] = [];
  for (const item of node.constraints ?? []) {
    if (!("Constraint" in item)) continue;
    const start = statement.offset(item.Constraint.location);
    const end = starts.find((other) => other > start) ?? range.end;
    const previous = found.at(-1);
    if (item.Constraint.contype?.startsWith("CONSTR_ATTR_") && previous) {
      const deferrable =
        item.Constraint.contype === "CONSTR_ATTR_DEFERRABLE" || item.Constraint.contype === "CONSTR_ATTR_DEFERRED";
      const node = {
        ...previous.node,
        deferrable: deferrable || previous.node.deferrable === true,
        initdeferred: item.Constraint.contype === "CONSTR_ATTR_DEFERRED" || previous.node.initdeferred === true,
      };
      found[found.length - 1] = { node, range: trim({ start: previous.range.start, end }, statement) };
    } else found.push({ node: item.Constraint, range: trim({ start, end }, statement) });
  }
  return found;
}

function clauseStarts(node: ColumnDef, statement: StatementText): number[] {
  const starts = (node.constraints ?? []).flatMap((item) =>
    "Constraint" in item ? [statement.offset(item.Constraint.location)] : [],
  );
  if (node.collClause?.location !== undefined) starts.push(statement.offset(node.collClause.location));
  return starts.sort((a, b) => a - b);
}

/** Ends the range with its last token, without the white space and comments behind. */
function trim(range: Range, statement: StatementText): Range {
  const last = statement.tokens[statement.tokenAt(range.end) - 1];
  return { start: range.start, end: last && last.end > range.start ? Math.min(last.end, range.end) : range.end };
}

type ReadClauses = Pick<
  ColumnDefinition,
  "notNull" | "default" | "generated" | "identity" | "sequence" | "constraints"
>;

function readClauses(parts: readonly Clause[], name: string, statement: StatementText): ReadClauses {
  let notNull = false;
  let initial: ColumnDefinition["default"] = null;
  let generated: ColumnDefinition["generated"] = null;
  let identity: ColumnDefinition["identity"] = null;
  let sequence: SequenceSettings | undefined;
  const constraints: ConstraintDefinition[] = [];
  for (const { node, range } of parts) {
    if (node.contype === "CONSTR_DEFAULT") initial = defaultOf(node, range, statement);
    else if (node.contype === "CONSTR_GENERATED") {
      const inner = statement.inParentheses(range.start, range.end) ?? range;
      generated = { expression: statement.render(inner), stored: (node.generated_kind as string | undefined) !== "v" };
    } else if (node.contype === "CONSTR_IDENTITY") {
      identity = node.generated_when === "a" ? "always" : "by default";
      sequence = sequenceSettings(node.options);
    } else if (node.contype === "CONSTR_NOTNULL") {
      notNull = true;
      const named = node.conname === undefined ? null : constraint(node, range, statement, name);
      if (named) constraints.push(named);
    } else {
      const read = constraint(node, range, statement, name);
      if (read) constraints.push(read);
    }
  }
  return { notNull, default: initial, generated, identity, ...(sequence ? { sequence } : {}), constraints };
}

/** `DEFAULT` itself, and the name a constraint may have before it, are no part of the expression. */
function defaultOf(node: Constraint, range: Range, statement: StatementText): ColumnDefinition["default"] {
  const word = statement.find("default", statement.tokenAt(range.start));
  const start = statement.tokens[word + 1]?.start ?? range.start;
  return expression(node.raw_expr, { start, end: range.end }, statement);
}
