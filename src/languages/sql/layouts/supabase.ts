import type { Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { byName } from "./order.ts";
import { join } from "./sql-files.ts";

/** `supabase/migrations/<timestamp>_name.sql`, in the order of the names; the CLI sends the statements of a file as one batch. */
export const supabase: Layout = {
  find(files) {
    return files.folders().flatMap(([folder, names]) => {
      if (!/(^|\/)supabase\/migrations$/.test(folder)) return [];
      const steps = names.filter((name) => /^\d+_.*\.sql$/.test(name)).sort(byName);
      if (steps.length === 0) return [];
      return [
        {
          tool: "supabase",
          folder,
          hasDowns: false,
          dialect: "postgresql",
          why: "stands under supabase/migrations",
          steps: steps.map((name) =>
            step(join(folder, name), name.replace(/\.sql$/, ""), { transaction: "one-query" }),
          ),
        },
      ];
    });
  },
};
