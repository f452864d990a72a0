import type { Entity } from "../../../facts/entities.ts";
import type { CallProgram } from "../../code/calls/program.ts";
import { drizzleTables } from "./drizzle/tables.ts";
import { typeormEntities } from "./typeorm/tables.ts";

/** Every entity of the project: those of Prisma schemas as they were read, and those that code declares by calls. */
export function declaredEntities(program: CallProgram, prisma: readonly Entity[]): readonly Entity[] {
  return [...prisma, ...drizzleTables(program).entities, ...typeormEntities(program).entities];
}
