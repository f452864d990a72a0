import type { Entity } from "../../../../src/facts/entities.ts";
import type { Query, QueryBlock } from "../../../../src/facts/queries.ts";
import { discoverPrisma } from "../../../../src/languages/prisma/discover.ts";
import { reader } from "../../../../src/languages/prisma/read.ts";
import { builtQueries } from "../../../../src/model/queries/builders/built.ts";
import { declaredEntities } from "../../../../src/model/queries/entities/declared.ts";
import { memoryTree } from "../../../support/memory-tree.ts";
import { programOf } from "../../code/calls/support.ts";

/** The queries that the calls of a small server make. */
export function queriesOf(files: Readonly<Record<string, string>>): readonly Query[] {
  const program = programOf(files);
  return builtQueries(program, declaredEntities(program, prismaOf(files)));
}

function prismaOf(files: Readonly<Record<string, string>>): readonly Entity[] {
  const tree = memoryTree(files);
  return discoverPrisma(tree).units.flatMap(
    (unit) =>
      reader.read(unit, { tree, rules: [], embedded: new Map(), guard: (_rule, _file, call) => call() }).entities,
  );
}

/** A block in a few words, for a test to compare: names without qualifiers. */
export function brief(block: QueryBlock | undefined) {
  return (
    block && {
      kind: block.kind,
      from: block.sources.map(({ name, alias, join }) => `${join} ${name ?? `(${alias})`}`),
      where: block.predicates.map(
        ({ column, expression, operator, must }) =>
          `${must === "all" ? "" : `${must}: `}${column?.name ?? expression ?? "?"} ${operator}`,
      ),
      order: block.order.map(({ column, descending }) => `${column?.name ?? "?"}${descending ? " desc" : ""}`),
      limit: block.limit?.value,
      written: block.written?.map(({ name, value }) => `${name} ${value}`),
    }
  );
}
