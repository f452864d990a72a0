import type { Query } from "../../facts/queries.ts";
import type { Call } from "../code/calls/linked.ts";
import type { CallProgram } from "../code/calls/program.ts";
import type { FileTable } from "../code/calls/tables.ts";

/**
 * The call that sends a query: the outermost one of the same function that the text, the template or the builder's chain is
 * given to, or that takes the constant it is kept in. Null where none is seen, as for a text that a library is handed.
 */
export function runOf(query: Query, program: CallProgram): Call | null {
  const table = program.tables.get(query.file);
  if (!table) return null;
  return around(query, table) ?? takingConstant(query, table);
}

/** Innermost first, so that of `pool.query(sql`…`)` it is the query, and not what stands around it. */
function around({ at }: Query, { calls }: FileTable): Call | null {
  let inner: Call | null = null;
  for (const call of calls) {
    if (call.at.start > at.start || call.at.end < at.end) continue;
    if (!inner || call.at.end - call.at.start < inner.at.end - inner.at.start) inner = call;
  }
  // A tagged template is the text; what it is given to in turn sends it.
  if (inner?.record.form !== "tag") return inner;
  const outer = calls.find(({ record }) =>
    record.arguments.some((argument) => argument.kind === "call" && argument.call === inner.index),
  );
  return outer?.function === inner.function ? outer : inner;
}

/** `const FIND = "SELECT …"`, and later `pool.query(FIND, [id])`: where one call takes it. */
function takingConstant({ at }: Query, { facts, calls }: FileTable): Call | null {
  // A text stands behind the name of the constant that holds it, and before the next name.
  const index = facts.names.findLastIndex((name) => name.at[1] <= at.start);
  const holder = facts.names[index];
  if (!holder?.constant || !/^(?:literal|template|call)$/.test(holder.value.kind)) return null;
  const takers = calls.filter(({ record }) =>
    record.arguments.some(
      (value) =>
        value.kind === "ref" &&
        value.ref.root.kind === "name" &&
        value.ref.root.index === index &&
        value.ref.path.length === 0,
    ),
  );
  return takers.length === 1 ? (takers[0] ?? null) : null;
}
