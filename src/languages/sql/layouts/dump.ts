import type { Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { folderOf, nameOf } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

const named = /^(schema|structure|init|database|db|dump|tables|create|create[_-]tables?|ddl)([._-][\w-]+)?\.sql$/i;

/** A file by its name and content the whole schema at once: `schema.sql`, `structure.sql`, a `pg_dump`. */
export function isDump(files: SqlFiles, file: string): boolean {
  const head = files.head(file);
  if (/^--\s*PostgreSQL database dump/im.test(head)) return true;
  return named.test(nameOf(file)) && /\bcreate\s+(unlogged\s+)?table\b/i.test(head);
}

/** Only asked where no migrations are: a project that keeps its schema in one file and nothing else. */
export const dump: Layout = {
  find(files) {
    const dumps = files.left().filter((file) => isDump(files, file));
    return dumps.map((file) => ({
      tool: "dump",
      folder: dumps.filter((other) => folderOf(other) === folderOf(file)).length > 1 ? file : folderOf(file),
      hasDowns: false,
      why: "holds the whole schema, and there are no migrations",
      steps: [step(file, nameOf(file).replace(/\.sql$/i, ""), { transaction: "none" })],
    }));
  },
};
