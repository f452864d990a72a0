import type { PropertyShape } from "../../facts/api.ts";
import type { Call, CodeFunction } from "../code/calls/linked.ts";
import type { Project } from "../project.ts";
import type { Column, Table } from "../schema.ts";
import { relationOf } from "../queries/relations.ts";
import { runOf } from "../queries/runs.ts";
import { schemaQueries, type SchemaQuery } from "../queries/schema-queries.ts";
import { inSnakeCase } from "../queries/entities/snake-case.ts";
import { servedOperations, type Served } from "./served.ts";

/** A property of a request's body, and the column of the same name in the one table that the request adds a row to. */
export interface StoredProperty {
  readonly served: Served;
  readonly property: PropertyShape;
  readonly table: Table;
  readonly column: Column;
  /** The INSERT. */
  readonly by: SchemaQuery;
}

/**
 * Which properties of which operations end in which column. Only where that is plain: all that the handler runs writes to
 * one table and to no other, by an INSERT that names its columns, and the property has the column's name (`userId` is
 * `user_id`).
 */
export function storedProperties(project: Project): readonly StoredProperty[] {
  const program = project.code.calls();
  const writes = new Map<CodeFunction, Write[]>();
  for (const write of schemaQueries(project).flatMap(writesIn)) {
    const run: Call | null = runOf(write.by.query, program);
    if (!run) continue;
    const known = writes.get(run.function);
    if (known) known.push(write);
    else writes.set(run.function, [write]);
  }
  if (writes.size === 0) return [];
  return servedOperations(project).flatMap((served) => {
    const { handler, operation } = served;
    const bodies = operation.requestBody?.contents.filter(({ mediaType }) => /[/+]json\b/i.test(mediaType)) ?? [];
    if (!handler || bodies.length === 0) return [];
    const reached = [...program.reachableFrom(handler)].flatMap((each) => writes.get(each) ?? []);
    const [first] = reached;
    if (!first || reached.some(({ table }) => table !== first.table)) return [];
    return bodies.flatMap(({ schema }) =>
      (schema?.properties ?? []).flatMap((property) => {
        const write = reached.find(({ columns }) => columns.has(inSnakeCase(property.name)));
        const column = write?.table.column(inSnakeCase(property.name));
        return write && column ? [{ served, property, table: write.table, column, by: write.by }] : [];
      }),
    );
  });
}

interface Write {
  readonly by: SchemaQuery;
  readonly table: Table;
  /** Those an INSERT gives a value; empty for other writes. */
  readonly columns: ReadonlySet<string>;
}

function writesIn(by: SchemaQuery): Write[] {
  return by.query.blocks.flatMap(({ kind, sources, written }) => {
    const [target] = sources;
    if (target?.join !== "target") return [];
    const relation = relationOf(target, by.schema);
    if (relation.is !== "table") return [];
    const columns = kind === "insert" && written ? written.map(({ name }) => name) : [];
    return [{ by, table: relation.table, columns: new Set(columns) }];
  });
}
