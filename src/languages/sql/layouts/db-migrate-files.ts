import type { Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byLeadingNumber } from "./order.ts";
import { folderOf, join } from "./sql-files.ts";

const named = /^(\d+-.*)-(up|down)\.sql$/;

/** db-migrate with `--sql-file`: `sqls/<timestamp>-name-up.sql` and `-down.sql`, each read by a script beside the folder. */
export const dbMigrateFiles: Layout = {
  find(files) {
    return files.folders().flatMap(([folder, names]) => {
      const ups = names.filter((name) => named.exec(name)?.[2] === "up").sort(byLeadingNumber);
      if (ups.length === 0) return [];
      return [
        {
          tool: "db-migrate",
          folder: folderOf(folder) === "" ? folder : folderOf(folder),
          hasDowns: true,
          why: "is named <timestamp>-name-up.sql",
          steps: ups.map((name) => {
            const version = (named.exec(name) as RegExpExecArray)[1] as string;
            const down = join(folder, `${version}-down.sql`);
            return step(join(folder, name), version, { down: files.isFree(down) ? down : null });
          }),
        },
      ];
    });
  },
};
