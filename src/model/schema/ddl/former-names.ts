import type { Catalogue } from "../catalogue.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { RelationRecord, TypeRecord } from "../records.ts";
import { tokens } from "../tokens.ts";
import { nameOf } from "./names.ts";
import { recordKey } from "./piece.ts";

/** What a kept text names, and the statements around it that give back the names of the time it was written in. */
export interface FormerNames {
  /** The keys of the relations and types it names. */
  readonly needs: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * PostgreSQL follows a rename in a view or in a function's signature, and a text does not. So the old names are given
 * back for the moment of its creation.
 */
export function formerNames(catalogue: Catalogue, text: string, then: number, version: number): FormerNames {
  const relations = new Map<number, RelationRecord>();
  const types = new Map<number, TypeRecord>();
  const all = tokens(text);
  all.forEach((token, at) => {
    if (token.kind !== "name") return;
    const schema = all[at - 1]?.text === "." ? (all[at - 2]?.name ?? null) : null;
    const relation = catalogue.find({ schema, name: token.name }, then);
    if (relation !== undefined) relations.set(relation.id, relation);
    const type = catalogue.findType({ schema, name: token.name }, then);
    if (type !== undefined) types.set(type.id, type);
  });
  const renames = [
    ...[...relations.values()].flatMap((old) => relationRenames(old, catalogue.relations.at(old.id, version))),
    ...[...types.values()].flatMap((old) => {
      const now = catalogue.types.at(old.id, version);
      return now === undefined ? [] : moved(old, now, "TYPE");
    }),
  ];
  return {
    needs: [...relations.keys(), ...types.keys()].map(recordKey),
    before: renames.map((rename) => rename.before),
    after: renames.map((rename) => rename.after).toReversed(),
  };
}

interface Rename {
  readonly before: string;
  readonly after: string;
}

function relationRenames(old: RelationRecord, now: RelationRecord | undefined): readonly Rename[] {
  if (now === undefined) return [];
  const view = now.kind === "view" ? (now.materialized ? "MATERIALIZED VIEW" : "VIEW") : null;
  const words = { table: "TABLE", index: "INDEX", sequence: "SEQUENCE" } as const;
  return [...columnRenames(old, now), ...moved(old, now, view ?? words[now.kind as keyof typeof words])];
}

function columnRenames(old: RelationRecord, now: RelationRecord): readonly Rename[] {
  if (old.kind !== "table" || now.kind !== "table") return [];
  const names = new Map(old.columns.map((column) => [column.id, column.name]));
  return now.columns.flatMap(({ id, name }) => {
    const former = names.get(id);
    if (former === undefined || former === name) return [];
    const rename = (from: string, to: string): string =>
      `ALTER TABLE ${nameOf(now)} RENAME COLUMN ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`;
    return [{ before: rename(name, former), after: rename(former, name) }];
  });
}

interface Named {
  readonly schema: string;
  readonly name: string;
}

function moved(old: Named, now: Named, word: string): readonly Rename[] {
  const renamed = { schema: now.schema, name: old.name };
  const rename = {
    before: `ALTER ${word} ${nameOf(now)} RENAME TO ${quoteIdentifier(old.name)}`,
    after: `ALTER ${word} ${nameOf(renamed)} RENAME TO ${quoteIdentifier(now.name)}`,
  };
  const move = {
    before: `ALTER ${word} ${nameOf(renamed)} SET SCHEMA ${quoteIdentifier(old.schema)}`,
    after: `ALTER ${word} ${nameOf(old)} SET SCHEMA ${quoteIdentifier(now.schema)}`,
  };
  return [...(old.name === now.name ? [] : [rename]), ...(old.schema === now.schema ? [] : [move])];
}
