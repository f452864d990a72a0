import type { SectionFormat, TransactionMode } from "../unit.ts";
import type { Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byLeadingNumber } from "./order.ts";
import { join } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

interface Marks {
  readonly tool: string;
  readonly format: SectionFormat;
  readonly mark: RegExp;
  readonly transaction?: TransactionMode;
}

/** Tools that keep up and down in one file and mark where each starts. */
const tools: readonly Marks[] = [
  { tool: "goose", format: "goose", mark: /^\s*--\s*\+goose\s+up\b/im },
  { tool: "sql-migrate", format: "sql-migrate", mark: /^\s*--\s*\+migrate\s+up\b/im },
  { tool: "dbmate", format: "dbmate", mark: /^\s*--\s*migrate:up\b/im },
  { tool: "node-pg-migrate", format: "node-pg-migrate", mark: /^\s*--\s*up\s+migration\b/im },
  { tool: "rambler", format: "rambler", mark: /^\s*--\s*rambler\s+up\b/im },
  { tool: "play-evolutions", format: "play", mark: /^\s*(?:#|--)\s*---\s*!Ups\b/im, transaction: "none" },
  { tool: "mybatis", format: "mybatis", mark: /^\s*--\s*\/\/\s*@UNDO\b/im },
];

/** How many files of a folder are opened to see whether they have marks: the first ones may be something else. */
const looked = 3;

export const markedSections: Layout = {
  find(files) {
    return files.folders().flatMap(([folder, names]) => {
      const ordered = [...names].sort(byLeadingNumber);
      const found = recognise(files, folder, ordered);
      if (!found) return [];
      return [
        {
          tool: found.tool,
          folder,
          hasDowns: true,
          why: `holds ${found.tool}'s marks for up and down`,
          steps: ordered.map((name) =>
            step(join(folder, name), name.replace(/\.sql$/, ""), {
              format: found.format,
              ...(found.transaction && { transaction: found.transaction }),
            }),
          ),
        },
      ];
    });
  },
};

function recognise(files: SqlFiles, folder: string, names: readonly string[]): Marks | undefined {
  for (const name of [...names.slice(0, looked), ...names.slice(-1)]) {
    const head = files.head(join(folder, name));
    const found = tools.find(({ mark }) => mark.test(head));
    if (found) return found;
  }
  return undefined;
}
