import type { FuncCall, SelectStmt } from "libpg-query";
import { strings } from "../../ast.ts";

const aggregates: ReadonlySet<string> = new Set(
  `any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
  json_agg_strict json_object_agg jsonb_agg jsonb_agg_strict jsonb_object_agg max min mode percentile_cont percentile_disc
  range_agg range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
  stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance xmlagg`.split(/\s+/),
);
const rowMakers: ReadonlySet<string> = new Set(
  `unnest generate_series generate_subscripts json_array_elements json_array_elements_text json_each json_each_text
  json_object_keys json_populate_recordset json_to_recordset jsonb_array_elements jsonb_array_elements_text jsonb_each
  jsonb_each_text jsonb_object_keys jsonb_path_query jsonb_populate_recordset jsonb_to_recordset regexp_matches
  regexp_split_to_table string_to_table`.split(/\s+/),
);

/** A query that gives one row at most whatever the tables hold: an aggregate without GROUP BY, or a select without sources. */
export function givesOneRow(select: SelectStmt): boolean {
  if (select.valuesLists) return select.valuesLists.length === 1;
  if (select.groupClause) return false;
  const calls: FuncCall[] = [];
  gather(select.targetList, calls);
  if (calls.some((call) => rowMakers.has(nameOf(call)))) return false;
  return !select.fromClause || select.havingClause !== undefined || calls.some(isAggregate);
}

function isAggregate(call: FuncCall): boolean {
  if (call.over) return false;
  return (
    aggregates.has(nameOf(call)) ||
    call.agg_star === true ||
    call.agg_filter !== undefined ||
    call.agg_order !== undefined
  );
}

function nameOf(call: FuncCall): string {
  return strings(call.funcname).at(-1) ?? "";
}

/** The calls of an expression, without those of queries inside it. */
function gather(tree: unknown, found: FuncCall[]): void {
  if (Array.isArray(tree)) {
    for (const item of tree) gather(item, found);
  } else if (tree !== null && typeof tree === "object") {
    for (const [kind, value] of Object.entries(tree)) {
      if (kind === "SelectStmt") continue;
      if (kind === "FuncCall") found.push(value as FuncCall);
      gather(value, found);
    }
  }
}
