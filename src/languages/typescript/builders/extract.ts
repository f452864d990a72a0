import { ts } from "ts-morph";
import type { EmbeddedText } from "../../../facts/embedded.ts";
import { ownerOf } from "../anchor.ts";
import type { CreateExtractor } from "../extractor.ts";
import { createLoops } from "../loops.ts";
import { assemble } from "../sql/assemble.ts";
import { dialectOf } from "../sql/dialect.ts";
import { sectionOf } from "../sql/section.ts";
import type { Builder, Lowered } from "./builder.ts";
import { isConditional } from "../conditional.ts";
import { otherDatabase } from "./database.ts";
import { join } from "./parts.ts";
import { dbMigrate } from "./db-migrate/db-migrate.ts";
import { kysely } from "./kysely/kysely.ts";
import { nodePgMigrate } from "./node-pg-migrate/node-pg-migrate.ts";
import { knex } from "./knex/knex.ts";
import { sequelize } from "./sequelize/sequelize.ts";
import { createValues } from "./values.ts";

/** The first whose signs a file has is the one it uses. */
const builders: readonly Builder[] = [nodePgMigrate, sequelize, kysely, knex, dbMigrate];

export interface BuilderCalls {
  readonly texts: readonly EmbeddedText[];
  /** Whether what stands at an offset is part of a call read here: the query of a view is not a statement of its own. */
  holds(offset: number): boolean;
}

/**
 * The schema changes that migrations make by calls and not by SQL, as the SQL their library sends to PostgreSQL. A call
 * whose meaning depends on more than the file's text is left alone: the migration's reader says that it is there.
 */
export const createBuilderCalls: CreateExtractor<BuilderCalls> = ({ file, role, sourceFile, text, dependencies }) => {
  const texts: EmbeddedText[] = [];
  const read: { readonly start: number; readonly end: number }[] = [];
  const calls: BuilderCalls = { texts, holds: (offset) => isInside(read, offset) };
  const builder =
    role === "migration" && !otherDatabase(dependencies)
      ? builders.find((one) => one.uses(text, dependencies))
      : undefined;
  if (!builder) return { visitors: {}, finish: () => calls };
  const loops = createLoops();
  const values = createValues(sourceFile, loops.lookUp);

  function emit({ statements, method, at, unseen }: Lowered): void {
    if (!statements && !unseen) return;
    read.push({ start: values.at(method).end, end: values.at(at).end });
    const section = sectionOf(at);
    const dialect = dialectOf(at);
    const owner = ownerOf(at);
    texts.push({
      language: "sql",
      role: "migration",
      file,
      ...assemble(
        statements ? join(statements, ";\n") : [{ hole: values.source(method), outer: values.at(method).start }],
      ),
      call: values.at(method),
      ...(section && { section }),
      ...(dialect !== undefined && { dialect }),
      ...(owner !== null && { owner }),
      ...(isConditional(at, loops.isRead) && { conditional: true as const }),
    });
  }

  return {
    visitors: {
      [ts.SyntaxKind.CallExpression](node) {
        loops.each(node, () => {
          for (const one of builder.lower(node as ts.CallExpression, values) ?? []) emit(one);
        });
      },
    },
    finish: () => calls,
  };
};

/** Whether an offset is inside one of the ranges, which stand in the order of the source. */
function isInside(ranges: readonly { readonly start: number; readonly end: number }[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return offset < (ranges[low - 1]?.end ?? -1);
}
