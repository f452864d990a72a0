import type { ColumnName, Predicate, QueryBlock, QuerySource } from "../../facts/queries.ts";
import { canonicalExpression } from "../schema/canonical-expression.ts";
import type { Column, Table } from "../schema.ts";
import { resolveColumn } from "./resolve.ts";
import type { SchemaQuery } from "./schema-queries.ts";

/** How one block of a query reaches the rows of one table: by the conditions that each of them must meet. */
export interface TableAccess {
  readonly of: SchemaQuery;
  readonly block: QueryBlock;
  readonly source: QuerySource;
  readonly table: Table;
  readonly conditions: readonly Condition[];
}

/** A conjunct of WHERE, ON or USING, as it looks from one of the tables it compares. */
export interface Condition {
  readonly predicate: Predicate;
  /** The column as an index key names it, or the expression as PostgreSQL prints it. */
  readonly key: string;
  /** Null for an expression. */
  readonly column: Column | null;
  readonly operator: Predicate["operator"];
  readonly against: Predicate["against"];
  /** What it is compared with, where that is a column of another source. */
  readonly with: QuerySource | null;
}

/** Each table that the blocks of a query read or change rows of, in order of writing. */
export function accessesOf(of: SchemaQuery): readonly TableAccess[] {
  const found: { access: TableAccess; conditions: Condition[] }[] = [];
  const { query, schema } = of;
  const accessTo = new Map<QuerySource, Condition[]>();
  for (const block of query.blocks) {
    for (const source of block.sources) {
      const table = source.kind === "table" && block.kind !== "insert" ? schema.table(named(source)) : undefined;
      if (!table) continue;
      const conditions: Condition[] = [];
      accessTo.set(source, conditions);
      found.push({ access: { of, block, source, table, conditions }, conditions });
    }
  }
  for (const block of query.blocks) {
    for (const predicate of block.predicates) {
      if (predicate.must !== "all" || predicate.on === "having") continue;
      const sides = sidesOf(predicate).map((side) => ({
        ...side,
        resolved: resolveColumn(query, block, side.name, schema),
      }));
      for (const { operator, against, expression, resolved } of sides) {
        if (resolved.is !== "column") continue;
        const { column, table, source } = resolved;
        // A condition on a row of the block around it says nothing of which of those rows there are.
        if (!block.sources.includes(source)) continue;
        const other = sides.find((side) => side.resolved !== resolved)?.resolved;
        const joined = other?.is === "column" ? other.source : null;
        accessTo.get(source)?.push({
          predicate,
          key: expression === null ? column.name : canonicalExpression(expression, (each) => table.column(each)?.type),
          column: expression === null ? column : null,
          operator,
          // What is no table's, as a column of a WITH or of a function, is known as a value is.
          against: against === "column" && joined === null ? "expression" : against,
          with: joined,
        });
      }
    }
  }
  return found.map(({ access }) => access);
}

function named({ schema, name }: QuerySource) {
  return { schema, name: name ?? "" };
}

interface Side {
  readonly name: ColumnName;
  readonly operator: Predicate["operator"];
  readonly against: Predicate["against"];
  readonly expression: string | null;
}

const TURNED: Partial<Record<Predicate["operator"], Predicate["operator"]>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Of `a.id = b.a_id` both: each is a condition on its own table. */
function sidesOf({ column, columns, expression, operator, against, other }: Predicate): Side[] {
  const [first] = columns;
  const name = column ?? (expression !== null && columns.length === 1 ? first : undefined);
  const sides: Side[] = name ? [{ name, operator, against, expression }] : [];
  if (other) sides.push({ name: other, operator: TURNED[operator] ?? operator, against: "column", expression: null });
  return sides;
}
