import type { EmbeddedText } from "../../../src/facts/embedded.ts";
import type { MigrationHistory } from "../../../src/facts/sql.ts";
import type { Unread } from "../../../src/findings/finding.ts";
import type { Claim } from "../../../src/languages/language.ts";
import { sql } from "../../../src/languages/sql/language.ts";
import { memoryTree } from "../../support/memory-tree.ts";

export interface ReadTree {
  readonly histories: readonly MigrationHistory[];
  readonly unread: readonly Unread[];
  readonly claims: readonly Claim[];
}

/** Discovers and reads all histories of a small repository. */
export async function readTree(
  files: Readonly<Record<string, string>>,
  embedded: readonly EmbeddedText[] = [],
): Promise<ReadTree> {
  const tree = memoryTree(files);
  const { units, claims } = sql.discover(tree, { ignore: [] });
  const reader = await sql.load();
  const byFile = new Map(embedded.map((text) => [text.file, embedded.filter((other) => other.file === text.file)]));
  const histories: MigrationHistory[] = [];
  const unread: Unread[] = [];
  for (const unit of units) {
    const reading = reader.read(unit, { tree, rules: [], embedded: byFile, guard: (_rule, _file, call) => call() });
    unread.push(...reading.unread);
    if (reading.kind === "history") histories.push(reading.history);
  }
  return { histories, unread, claims };
}

const verbs = (statements: readonly { readonly verb: string }[]): string =>
  statements.map(({ verb }) => verb).join(", ");

/** A history in one line a migration: `version: up verbs | down verbs | in a transaction`. */
export function summary({ tool, name, hasDowns, migrations }: MigrationHistory) {
  return {
    tool,
    name,
    hasDowns,
    migrations: migrations.map(
      ({ version, up, down, transaction }) =>
        `${version}: ${verbs(up)} | ${down === null ? "none" : verbs(down.statements)} | ${transaction ? "transaction" : "no transaction"}`,
    ),
  };
}
