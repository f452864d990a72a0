import type { Constraint, Node } from "libpg-query";
import type { ConstraintDefinition, ReferentialAction } from "../../../facts/sql-parts.ts";
import { relationName, strings } from "../ast.ts";
import { columns } from "../expressions.ts";
import type { Range, StatementText } from "../statement-text.ts";

const types: Readonly<Record<string, ConstraintDefinition["type"]>> = {
  CONSTR_PRIMARY: "primary key",
  CONSTR_UNIQUE: "unique",
  CONSTR_FOREIGN: "foreign key",
  CONSTR_CHECK: "check",
  CONSTR_EXCLUSION: "exclude",
  CONSTR_NOTNULL: "not null",
};

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

/**
 * A constraint of a table, or of the column `column`; null for what the grammar calls a constraint and is none (DEFAULT,
 * NULL, GENERATED, DEFERRABLE). `range` is where all of it stands.
 */
export function constraint(
  node: Constraint,
  range: Range,
  statement: StatementText,
  column?: string,
): ConstraintDefinition | null {
  const type = types[node.contype ?? ""];
  if (!type) return null;
  const expressions = expressionOf(node, type, range, statement);
  return {
    type,
    name: node.conname ?? null,
    columns: column === undefined ? constrainedColumns(node, type) : [column],
    include: strings(node.including),
    references: node.pktable ? { table: relationName(node.pktable), columns: strings(node.pk_attrs) } : null,
    onDelete: actions[node.fk_del_action ?? ""] ?? "no action",
    onUpdate: actions[node.fk_upd_action ?? ""] ?? "no action",
    expression: expressions.text,
    expressionColumns: expressions.columns,
    validated: node.skip_validation !== true,
    usingIndex: node.indexname ?? null,
    deferrable: node.deferrable === true || node.initdeferred === true,
    ...(node.initdeferred === true ? { initiallyDeferred: true as const } : {}),
    ...(node.fk_matchtype === "f" ? { matchFull: true as const } : {}),
    ...((node.fk_del_set_cols?.length ?? 0) > 0 ? { deleteSets: strings(node.fk_del_set_cols) } : {}),
    nullsNotDistinct: node.nulls_not_distinct === true,
    noInherit: node.is_no_inherit === true,
    method: type === "exclude" ? (node.access_method ?? "btree") : null,
    at: statement.place(range),
  };
}

function constrainedColumns(node: Constraint, type: ConstraintDefinition["type"]): string[] {
  if (type === "foreign key") return strings(node.fk_attrs);
  if (type === "exclude")
    return excludedElements(node).flatMap((element) =>
      "IndexElem" in element && element.IndexElem.name ? [element.IndexElem.name] : [],
    );
  return strings(node.keys);
}

function expressionOf(
  node: Constraint,
  type: ConstraintDefinition["type"],
  range: Range,
  statement: StatementText,
): { text: string | null; columns: string[] } {
  if (type === "check") {
    const inner = statement.inParentheses(range.start, range.end);
    return { text: inner ? statement.render(inner) : null, columns: columns(node.raw_expr) };
  }
  if (type === "exclude") {
    const open = statement.find("(", statement.tokenAt(range.start));
    const start = statement.tokens[open]?.start ?? range.start;
    return {
      text: statement.render({ start, end: range.end }),
      columns: [...constrainedColumns(node, type), ...columns(node.exclusions), ...columns(node.where_clause)],
    };
  }
  return { text: null, columns: [] };
}

function excludedElements(node: Constraint): Node[] {
  return (node.exclusions ?? []).flatMap((pair) =>
    "List" in pair && pair.List.items?.[0] ? [pair.List.items[0]] : [],
  );
}
