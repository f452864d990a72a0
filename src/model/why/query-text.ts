import type { ColumnUse } from "../../facts/queries.ts";
import type { TableUse } from "./table-uses.ts";

const SENTENCES = {
  select: "SELECT from",
  insert: "INSERT into",
  update: "UPDATE of",
  delete: "DELETE from",
  merge: "MERGE into",
} as const;

/** In the order in which they are told. */
const VERBS: readonly (readonly [string, readonly ColumnUse["use"][]])[] = [
  ["writes", ["write"]],
  ["reads", ["read", "return"]],
  ["filters by", ["filter"]],
  ["joins by", ["join"]],
  ["groups by", ["group"]],
  ["orders by", ["order"]],
  ["meets conflicts by", ["conflict"]],
];

/**
 * What a query does with a table, or with one column of it, for a person: `SELECT from `books`: reads isbn, title; filters by isbn`.
 *
 * @param column the only column to speak of; null for all
 */
export function queryText(use: TableUse, column: string | null): string {
  const { query, table, kind, through, columns, all } = use;
  const named = [...columns].filter(([name]) => column === null || name === column);
  const parts = VERBS.flatMap(([verb, uses]) => {
    const names = named.filter(([, of]) => uses.some((each) => of.has(each))).map(([name]) => name);
    const read = verb === "reads" && (all || names.length === table.columns.length) ? ["all columns"] : names;
    return read.length === 0 ? [] : [column === null || read !== names ? `${verb} ${read.join(", ")}` : `${verb} it`];
  });
  const verb = query.source === "text" ? SENTENCES[kind] : `${query.source}, ${SENTENCES[kind]}`;
  const where = through === null ? `\`${table.path}\`` : `\`${table.path}\` through view \`${through.path}\``;
  return `${verb} ${where}${parts.length === 0 ? "" : `: ${parts.join("; ")}`}${query.complete ? "" : " (known in part)"}`;
}
