import path from "node:path";
import type { EmbeddedText } from "../../src/facts/embedded.ts";
import type { MigrationHistory } from "../../src/facts/sql.ts";
import { sql } from "../../src/languages/sql/language.ts";
import type { HistoryUnit } from "../../src/languages/sql/unit.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { openTree } from "../../src/workspace/disk-tree.ts";
import type { Tree } from "../../src/workspace/tree.ts";
import { migrationTexts, type MigrationTexts } from "./texts.ts";

/** One history of a checkout: what archlint reads in it, and the SQL of the same files for PostgreSQL. */
export interface OracleHistory {
  /** The checkout's folder name and the history's: `shop/db/migrations`. */
  readonly name: string;
  readonly history: MigrationHistory;
  readonly texts: readonly MigrationTexts[];
  /** Calls of a tool's own builder whose SQL is not known: PostgreSQL cannot be given it. */
  readonly builderCalls: number;
}

const settings = { ignore: [] };
const guard = (_rule: unknown, _file: string, call: () => void): void => call();

/** Every history of a checkout, of any dialect, found and read as `archlint` does. */
export async function readHistories(folder: string): Promise<OracleHistory[]> {
  const tree = openTree(folder);
  const units = sql.discover(tree, settings).units.filter((unit) => unit.kind === "history");
  const embedded = await embeddedTexts(tree, units);
  const reader = await sql.load();
  return units.map((unit) => {
    const reading = reader.read(unit, { tree, rules: [], embedded, guard });
    if (reading.kind !== "history")
      throw new Error(`expected the reading of a history at ${unit.file}, found ${reading.kind}`);
    const { history } = reading;
    return {
      name: [path.basename(path.resolve(folder)), ...(history.name === "." ? [] : [history.name])].join("/"),
      history,
      texts:
        history.dialect === "postgresql"
          ? unit.steps.flatMap((plan) => migrationTexts(tree, plan, embedded.get(plan.file) ?? []))
          : [],
      builderCalls: callsOf(history, codeFiles([unit]), embedded),
    };
  });
}

/** A statement of a code migration that stands in none of its SQL texts. */
function callsOf(
  { migrations }: MigrationHistory,
  code: ReadonlySet<string>,
  embedded: ReadonlyMap<string, readonly EmbeddedText[]>,
): number {
  const calls = migrations.flatMap(({ file, up }) => {
    if (!code.has(file)) return [];
    const texts = embedded.get(file) ?? [];
    return up.filter(
      ({ at }) =>
        !texts.some(({ map }) => map.some(({ outer, length }) => at.start <= outer + length && outer <= at.end)),
    );
  });
  return calls.length;
}

/** What stands in the migrations that are code: no other file of the checkout is read. */
async function embeddedTexts(
  tree: Tree,
  units: readonly HistoryUnit[],
): Promise<ReadonlyMap<string, readonly EmbeddedText[]>> {
  const wanted = codeFiles(units);
  const embedded = new Map<string, readonly EmbeddedText[]>();
  if (wanted.size === 0) return embedded;
  const code = await typescript.load();
  for (const unit of typescript.discover(tree, settings).units) {
    if (!wanted.has(unit.file)) continue;
    const found = code.read(unit, { tree, rules: [], embedded, guard }).embedded;
    embedded.set(
      unit.file,
      found.filter((text) => text.language === "sql" && text.role === "migration"),
    );
  }
  return embedded;
}

function codeFiles(units: readonly HistoryUnit[]): ReadonlySet<string> {
  return new Set(units.flatMap(({ steps }) => steps.filter((plan) => plan.format === "code").map((plan) => plan.file)));
}
