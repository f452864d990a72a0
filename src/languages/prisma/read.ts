import type { Unread } from "../../findings/finding.ts";
import { UnreadableFile } from "../../workspace/tree.ts";
import type { CommonReading, LanguageReader, ReadInput } from "../language.ts";
import { blocksOf } from "./blocks.ts";
import type { PrismaUnit } from "./discover.ts";
import type { PrismaReading } from "./language.ts";
import { entitiesOf, type Model, modelOf } from "./models.ts";

/** Reads the models of one schema, over all its files. */
export const reader: LanguageReader<PrismaUnit, PrismaReading> = { read };

function read({ files }: PrismaUnit, { tree }: ReadInput): PrismaReading & CommonReading {
  const models: Model[] = [];
  const unread: Unread[] = [];
  for (const file of files) {
    try {
      for (const block of blocksOf(tree.read(file).text))
        if (block.kind === "model" || block.kind === "view") models.push(modelOf(file, block));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      unread.push({ file, line: 1, reason: error.reason });
    }
  }
  return { entities: entitiesOf(models), unread, embedded: [], nodeIgnores: [] };
}
