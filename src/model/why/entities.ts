import type { Entity } from "../../facts/entities.ts";
import type { Project } from "../project.ts";
import { relationOf } from "../queries/relations.ts";
import type { History } from "../schema.ts";
import { historyOf } from "../system/histories.ts";
import type { TableLife } from "./lives.ts";

const known = new WeakMap<Project, ReadonlyMap<History, ReadonlyMap<string, readonly Entity[]>>>();

/** What code says a table is: the Prisma models, Drizzle tables and classes that stand for it. */
export function entitiesOf(project: Project, { history, path, gone }: TableLife): readonly Entity[] {
  let entities = known.get(project);
  if (!entities) known.set(project, (entities = read(project)));
  return gone ? [] : (entities.get(history)?.get(path) ?? []);
}

function read(project: Project): ReadonlyMap<History, ReadonlyMap<string, readonly Entity[]>> {
  const found = new Map<History, Map<string, Entity[]>>();
  for (const entity of project.histories.length === 0 ? [] : project.code.entities()) {
    const history = entity.table && historyOf(project, entity.file);
    const relation = history && entity.table ? relationOf(entity.table, history.schema) : null;
    if (!history || relation?.is !== "table") continue;
    const tables = found.get(history) ?? new Map<string, Entity[]>();
    found.set(history, tables);
    const list = tables.get(relation.table.path);
    if (list) list.push(entity);
    else tables.set(relation.table.path, [entity]);
  }
  return found;
}
