import type { Entity } from "../../facts/entities.ts";
import type { Language } from "../language.ts";
import { discoverPrisma, type PrismaUnit } from "./discover.ts";

export interface PrismaReading {
  readonly entities: readonly Entity[];
}

/** The models of Prisma schemas. */
export const prisma: Language<PrismaUnit, PrismaReading> = {
  name: "prisma",
  discover: discoverPrisma,
  load: async () => (await import("./read.ts")).reader,
};
