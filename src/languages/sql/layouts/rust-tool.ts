import { folderOf, join } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

/** The migration tool of the Rust package around a folder, by its manifest and the tool's own configuration. */
export function rustTool(files: SqlFiles, folder: string): "diesel" | "sqlx" | "refinery" | null {
  if (files.above(folder, "diesel.toml") !== null) return "diesel";
  for (let at = folder; ; at = folderOf(at)) {
    const manifest = files.text(join(at, "Cargo.toml"));
    const tool = /^\s*(?:\[[\w.-]*dependencies\.)?"?(sqlx|diesel_migrations|diesel|refinery)"?(?:\s*=|\.|\])/m.exec(
      manifest ?? "",
    )?.[1];
    if (tool) return tool.startsWith("diesel") ? "diesel" : (tool as "sqlx" | "refinery");
    if (at === "") return null;
  }
}
