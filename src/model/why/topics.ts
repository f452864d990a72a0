import type { Operation } from "../../facts/api.ts";
import type { Route } from "../../facts/code.ts";
import type { Entity } from "../../facts/entities.ts";
import type { Place } from "../../findings/place.ts";
import type { CodeFunction } from "../code/calls/linked.ts";
import { pathShape, shapeKey } from "../contract/path-shape.ts";
import type { Project } from "../project.ts";
import { entitiesOf } from "./entities.ts";
import { tableLives, type ColumnLife, type TableLife } from "./lives.ts";

/** What one can ask about. */
export type Topic = {
  /** As it is shown, and as it can be asked for. */
  readonly name: string;
  readonly anchor: string;
  readonly at: Place;
  /** What else it answers to. */
  readonly names: readonly string[];
} & (
  | { readonly kind: "operation"; readonly operation: Operation }
  | { readonly kind: "route"; readonly route: Route }
  | { readonly kind: "table"; readonly life: TableLife }
  | { readonly kind: "column"; readonly life: TableLife; readonly column: ColumnLife }
  | { readonly kind: "function"; readonly function: CodeFunction }
);

/** Everything that can be asked about, in the order of the layers. */
export function topicsOf(project: Project): readonly Topic[] {
  return [
    ...project.api.operations().map(operationTopic),
    ...project.code.routes.map(routeTopic),
    ...project.histories.flatMap((history) =>
      tableLives(history).flatMap((life) => tableTopics(life, entitiesOf(project, life))),
    ),
    ...functionTopics(project),
  ];
}

/** A route's name whatever its parameters are called: `GET /users/{}`. */
export function routeName(method: string, path: string): string {
  return shapeKey(method, pathShape(path));
}

function operationTopic(operation: Operation): Topic {
  const { method, path, operationId, basePaths } = operation;
  return {
    kind: "operation",
    operation,
    name: `${method} ${path}`,
    anchor: operation.anchor,
    at: operation.at,
    names: [
      ...(operationId === null ? [] : [operationId]),
      ...["", ...basePaths].flatMap((base) => [routeName(method, base + path), routeName("", base + path).trimStart()]),
    ],
  };
}

function routeTopic(route: Route): Topic {
  const { method, path } = route;
  return {
    kind: "route",
    route,
    name: `${method} ${path}`,
    anchor: route.anchor,
    at: route.at,
    names: [routeName(method, path), routeName("", path).trimStart()],
  };
}

/** The table under every name it had, and those that code has for it; then its columns. */
function tableTopics(life: TableLife, entities: readonly Entity[]): readonly Topic[] {
  const { path, former, history, columns } = life;
  const table = life.gone ? undefined : history.schema.table(withSchema(path));
  const first = life.changes[0];
  if (!first) return [];
  const paths = [path, ...former];
  const spelled = (suffix: string): string[] =>
    paths.flatMap((each) => [each, dotted(each), `sql:${dotted(each)}`].map((name) => name + suffix));
  return [
    {
      kind: "table",
      life,
      name: path,
      anchor: `sql:${dotted(path)}`,
      at: table?.at ?? first.at,
      names: [...spelled(""), ...entities.flatMap(({ name, anchor }) => [name, anchor])],
    },
    ...columns.map((column): Topic => {
      const own = [column.name, ...column.former];
      return {
        kind: "column",
        life,
        column,
        name: `${path}.${column.name}`,
        anchor: `sql:${dotted(path)}.${column.name}`,
        at: table?.column(column.name)?.at ?? column.changes[0]?.at ?? first.at,
        names: [
          ...own.flatMap((name) => spelled(`.${name}`)),
          ...entities.flatMap((entity) =>
            entity.columns
              .filter(({ name }) => name === column.name)
              .map(({ property }) => `${entity.name}.${property}`),
          ),
        ],
      };
    }),
  ];
}

/** With the schema it is in: `public.users`. */
function dotted(path: string): string {
  return path.includes(".") ? path : `public.${path}`;
}

export function withSchema(path: string): { readonly schema: string; readonly name: string } {
  const [schema = "", ...name] = dotted(path).split(".");
  return { schema, name: name.join(".") };
}

/** Functions with a name; those without are found by the anchor of the one around them. */
function functionTopics({ code }: Project): readonly Topic[] {
  if (code.modules.length === 0) return [];
  return [...code.calls().functions()].flatMap((each) =>
    each.name === null
      ? []
      : [{ kind: "function", function: each, name: each.name, anchor: each.anchor, at: each.at, names: [] }],
  );
}
