import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Migration, MigrationHistory } from "../../../src/facts/sql.ts";
import { parseSql } from "../../../src/languages/sql/parse.ts";

export async function readHistory(folder: string): Promise<{ history: MigrationHistory; tree: (file: string) => string }> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".sql") && !f.endsWith(".down.sql")).toSorted();
  const texts = new Map<string, string>();
  const migrations: Migration[] = [];
  for (const file of files) {
    let text = readFileSync(path.join(folder, file), "utf8");
    const m = /^--\s*(\+goose Down|migrate:down)/m.exec(text);
    if (m) text = text.slice(0, m.index);
    texts.set(file, text);
    const read = await parseSql(text, file);
    migrations.push({ file, version: file, up: read.statements, down: null, transaction: true, at: { file, start: 0, end: 0 }, unread: read.unread });
  }
  return { history: { name: "x", tool: "x", dialect: "postgresql", hasDowns: true, migrations }, tree: (f) => texts.get(f)! };
}

/** The texts to run: what stands inside a DO block runs with it. */
export function statementTexts(tree: (file: string) => string, migration: Migration): readonly string[] {
  let end = -1;
  return migration.up.flatMap(({ at }) => {
    if (at.start < end) return [];
    end = at.end;
    return [tree(at.file).slice(at.start, at.end)];
  });
}
