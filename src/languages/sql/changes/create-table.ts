import type { CreateStmt, Node, PartitionBoundSpec, PartitionSpec, TableLikeClause } from "libpg-query";
import type { Change } from "../../../facts/changes.ts";
import type { ColumnDefinition, ConstraintDefinition, LikeClause, PartitionBy } from "../../../facts/sql-parts.ts";
import { relationName } from "../ast.ts";
import type { Range, StatementText } from "../statement-text.ts";
import { column } from "./columns.ts";
import { constraint } from "./constraints.ts";
import { wholeStatement } from "./reader.ts";

export function createTable(node: CreateStmt, statement: StatementText): Change[] {
  const columns: ColumnDefinition[] = [];
  const constraints: ConstraintDefinition[] = [];
  const like: LikeClause[] = [];
  const elements = node.tableElts ?? [];
  const ranges = elements.length > 0 ? elementRanges(node, statement) : [];
  elements.forEach((element, index) => {
    const range = ranges[index] ?? statement.whole();
    if ("ColumnDef" in element) columns.push(column(element.ColumnDef, range, statement));
    else if ("TableLikeClause" in element) like.push(likeClause(element.TableLikeClause));
    else if ("Constraint" in element) {
      const read = constraint(element.Constraint, range, statement);
      if (read) constraints.push(read);
    }
  });
  const parents = (node.inhRelations ?? []).flatMap((parent) =>
    "RangeVar" in parent ? [relationName(parent.RangeVar)] : [],
  );
  const parent = parents[0];
  const partition = node.partbound && parent ? { parent, bound: boundText(node.partbound, statement) } : null;
  return [
    {
      kind: "create-table",
      at: wholeStatement(statement),
      table: relationName(node.relation),
      ifNotExists: node.if_not_exists === true,
      temporary: node.relation?.relpersistence === "t",
      unlogged: node.relation?.relpersistence === "u",
      columns,
      constraints,
      inherits: partition ? [] : parents,
      like,
      partitionBy: partitionBy(node.partspec, statement),
      partitionOf: partition,
    },
  ];
}

/** The elements stand between the first parentheses after the name, in the order of the tree. */
function elementRanges(node: CreateStmt, statement: StatementText): Range[] {
  const open = statement.find("(", statement.tokenAt(statement.offset(node.relation?.location)));
  return open < 0 ? [] : statement.items(open + 1, statement.close(open));
}

/** `DEFAULT`, or what stands after `FOR VALUES`, as written. */
export function boundText(bound: PartitionBoundSpec, statement: StatementText): string {
  if (bound.is_default) return "DEFAULT";
  const start = statement.offset(bound.location);
  let end = statement.tokenAt(start);
  while (end < statement.tokens.length && statement.tokens[end]?.value !== "(") end++;
  // FROM (…) TO (…) and WITH (…) end with their last parenthesis.
  let close = statement.close(end);
  const to = statement.tokens[close + 1];
  if (to?.value === "to") close = statement.close(close + 2);
  const text = statement.render({ start, end: statement.tokens[close]?.end ?? statement.text.length });
  return text.replace(/^for values\s*/i, "");
}

const strategies: Readonly<Record<string, PartitionBy["strategy"]>> = {
  PARTITION_STRATEGY_RANGE: "range",
  PARTITION_STRATEGY_LIST: "list",
  PARTITION_STRATEGY_HASH: "hash",
};

function partitionBy(spec: PartitionSpec | undefined, statement: StatementText): PartitionBy | null {
  if (!spec) return null;
  const columns = (spec.partParams ?? []).map((part: Node) =>
    "PartitionElem" in part ? (part.PartitionElem.name ?? null) : null,
  );
  const plain = (spec.partParams ?? []).every(
    (part) =>
      "PartitionElem" in part &&
      part.PartitionElem.name &&
      !part.PartitionElem.collation &&
      !part.PartitionElem.opclass,
  );
  const inner = plain ? null : statement.inParentheses(statement.offset(spec.location));
  return {
    strategy: strategies[spec.strategy ?? ""] ?? "range",
    columns,
    ...(inner ? { key: statement.render(inner) } : {}),
  };
}

/** Bits of `CREATE_TABLE_LIKE_*` in PostgreSQL's parsenodes.h. */
const likeBits: readonly (readonly [bit: number, name: LikeClause["including"][number]])[] = [
  [1 << 0, "comments"],
  [1 << 1, "compression"],
  [1 << 2, "constraints"],
  [1 << 3, "defaults"],
  [1 << 4, "generated"],
  [1 << 5, "identity"],
  [1 << 6, "indexes"],
  [1 << 7, "statistics"],
  [1 << 8, "storage"],
];

function likeClause(node: TableLikeClause): LikeClause {
  const bits = node.options ?? 0;
  const including =
    bits === 0x7fffffff ? (["all"] as const) : likeBits.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
  return { table: relationName(node.relation), including };
}
