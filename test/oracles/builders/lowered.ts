import { readdirSync } from "node:fs";
import path from "node:path";
import type { EmbeddedText } from "../../../src/facts/embedded.ts";
import type { MigrationHistory } from "../../../src/facts/sql.ts";
import { sql } from "../../../src/languages/sql/language.ts";
import { reader } from "../../../src/languages/typescript/reader.ts";
import { openTree } from "../../../src/workspace/disk-tree.ts";
import type { Tree } from "../../../src/workspace/tree.ts";

export interface BuilderHistory {
  readonly tree: Tree;
  readonly files: readonly { readonly file: string; readonly path: string; readonly texts: readonly EmbeddedText[] }[];
  readonly history: MigrationHistory;
}

const dependencies = new Map<string, readonly EmbeddedText[]>();

/** The migrations of fixtures/builders/<library>, read as `archlint` does: first the code, then the SQL in it. */
export async function readBuilder(library: string): Promise<BuilderHistory> {
  const root = path.join(import.meta.dirname, "../../../fixtures/builders", library);
  const tree = openTree(root);
  const embedded = new Map<string, readonly EmbeddedText[]>();
  const input = { tree, rules: [], guard: (_rule: unknown, _file: string, call: () => void) => call() };
  for (const name of readdirSync(path.join(root, "migrations")).toSorted()) {
    const file = `migrations/${name}`;
    embedded.set(file, reader.read({ file, role: "migration" }, { ...input, embedded: dependencies }).embedded);
  }
  const units = sql.discover(tree, { ignore: [] }).units.filter((unit) => unit.kind === "history");
  if (units.length !== 1)
    throw new Error(`expected one migration history in fixtures/builders/${library}, found ${units.length}`);
  const reading = (await sql.load()).read(units[0] as (typeof units)[number], { ...input, embedded });
  if (reading.kind !== "history") throw new Error(`expected the reading of a history, got ${reading.kind}`);
  const files = [...embedded].map(([file, texts]) => ({ file, path: path.join(root, file), texts }));
  return { tree, files, history: reading.history };
}

/** The statements of a migration's section, in the order they stand in, spaces apart. */
export function statementsOf(texts: readonly EmbeddedText[], section: "up" | "down"): string[] {
  return texts
    .filter((text) => text.role === "migration" && text.section === section)
    .toSorted((a, b) => (a.map[0]?.outer ?? 0) - (b.map[0]?.outer ?? 0))
    .flatMap(({ text }) => split(text));
}

/** One statement a line: no library of these prints a semicolon inside a statement, but in a block or a text. */
export function split(text: string): string[] {
  return text
    .split(/;(?=(?:[^']*'[^']*')*[^']*$)/)
    .map((one) =>
      one
        .replaceAll(/\s+/g, " ")
        .replaceAll(/ ?([(),]) ?/g, "$1")
        .trim(),
    )
    .filter((one) => one !== "");
}
