import type { Entity } from "../../../facts/entities.ts";
import type { Query } from "../../../facts/queries.ts";
import type { CallProgram } from "../../code/calls/program.ts";
import { drizzleQueries } from "./drizzle/queries.ts";
import { prismaQueries } from "./prisma/queries.ts";
import { knexQueries } from "./strings/knex.ts";
import { kyselyQueries } from "./strings/kysely.ts";
import { typeormQueries } from "./typeorm/queries.ts";

/** The queries that code makes by the calls of query builders and ORMs: library by library, each by file and place. */
export function builtQueries(program: CallProgram, entities: readonly Entity[]): readonly Query[] {
  return [
    ...drizzleQueries(program),
    ...prismaQueries(program, entities),
    ...knexQueries(program),
    ...kyselyQueries(program),
    ...typeormQueries(program),
  ];
}
