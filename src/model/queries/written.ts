import type { Project } from "../project.ts";
import type { Table } from "../schema.ts";
import { relationOf } from "./relations.ts";
import { certainQueries } from "./schema-queries.ts";

const known = new WeakMap<Project, ReadonlySet<Table>>();

/** The tables that code adds rows to; what migrations alone fill stays as small as they leave it. */
export function writtenTables(project: Project): ReadonlySet<Table> {
  let tables = known.get(project);
  if (!tables) known.set(project, (tables = new Set(insertedInto(project))));
  return tables;
}

function* insertedInto(project: Project): Generator<Table> {
  for (const { query, schema } of certainQueries(project)) {
    for (const { kind, sources } of query.blocks) {
      const [target] = sources;
      if ((kind !== "insert" && kind !== "merge") || target?.join !== "target") continue;
      const relation = relationOf(target, schema);
      if (relation.is === "table") yield relation.table;
    }
  }
}
