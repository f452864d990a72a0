import type { Table } from "../schema.ts";
import { nameWords, singulars } from "./name-words.ts";

/** Finds tables by what other names call one of their rows. */
export interface TableNames {
  /** The table whose rows are called by these words (`["blog", "post"]` finds `blog_posts`): the one beside `near` first. */
  find(words: readonly string[], near: Table): Table | undefined;
}

export function tableNames(tables: readonly Table[]): TableNames {
  const byRow = new Map<string, Table[]>();
  for (const table of tables) {
    const words = nameWords(table.name);
    const last = words.at(-1);
    if (last === undefined) continue;
    for (const form of singulars(last)) {
      const row = [...words.slice(0, -1), form].join(" ");
      const same = byRow.get(row);
      if (same === undefined) byRow.set(row, [table]);
      else same.push(table);
    }
  }
  return {
    find(words, near) {
      const found = byRow.get(words.join(" ")) ?? [];
      const beside = found.filter((table) => table.schema === near.schema);
      // Of two that answer to one name (`user` and `users`), which one is meant nobody can tell.
      const candidates = beside.length > 0 ? beside : found;
      return candidates.length === 1 ? candidates[0] : undefined;
    },
  };
}

/** The words before `id` in a column's name: `["customer"]` of `customer_id`; null for a column that is not called so. */
export function idStem(column: string): readonly string[] | null {
  const words = nameWords(column);
  return words.length > 1 && words.at(-1) === "id" ? words.slice(0, -1) : null;
}
