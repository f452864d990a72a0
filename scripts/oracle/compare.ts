import type { Catalogue, CatalogueTable } from "../../test/oracles/schema/catalogue.ts";

/** One kind of thing in two descriptions of a database: what PostgreSQL has, and how much of it the fold has. */
export interface Comparison {
  readonly kind: string;
  readonly wanted: number;
  readonly hits: number;
  /** In PostgreSQL and not in the fold, or there with another text. */
  readonly missing: readonly string[];
  /** In the fold and not in PostgreSQL. */
  readonly extra: readonly string[];
}

type Described = (catalogue: Catalogue) => readonly string[];

const ofTables =
  (describe: (table: CatalogueTable) => readonly string[]): Described =>
  ({ tables }) =>
    tables.flatMap((table) => describe(table).map((text) => `${table.name}${text}`));

/**
 * Each kind as lines: two descriptions agree when the lines do, so a difference names itself. Supabase's schema `extensions` is on
 * the search path, and what stands in it is called with and without its name.
 */
const kinds: readonly (readonly [kind: string, describe: Described])[] = [
  [
    "tables",
    ofTables(({ partitionOf, inherits }) => [
      `${partitionOf === null ? "" : ` partition of ${partitionOf}`}${inherits.length === 0 ? "" : ` inherits ${inherits.join(", ")}`}`,
    ]),
  ],
  [
    "columns",
    ofTables(({ columns }) =>
      columns.map(
        ({ name, type, nullable, identity, generated }) =>
          `.${name} ${type}${nullable ? "" : " not null"}${identity === null ? "" : ` identity ${identity}`}${generated ? " generated" : ""}`,
      ),
    ),
  ],
  [
    "defaults",
    ofTables(({ columns }) =>
      columns.flatMap((column) =>
        column.default === null ? [] : [`.${column.name} default ${withoutZone(column.default)}`],
      ),
    ),
  ],
  ["primary keys", ofTables(({ primaryKey }) => (primaryKey === null ? [] : [`(${primaryKey.join(", ")})`]))],
  [
    "indexes",
    ofTables(({ indexes }) =>
      indexes.map(
        ({ name, columns, include, unique, method, where, valid, constraint }) =>
          `: ${unique ? "unique " : ""}${name} ${method} (${columns.join(", ")})${include.length === 0 ? "" : ` include (${include.join(", ")})`}${where === null ? "" : ` where ${where}`}${valid ? "" : " invalid"}${constraint === null ? "" : ` for ${constraint}`}`,
      ),
    ),
  ],
  [
    "foreign keys",
    ofTables(({ foreignKeys }) =>
      foreignKeys.map(
        ({ name, columns, references, onDelete, onUpdate, validated, deferrable }) =>
          `: ${name} (${columns.join(", ")}) to ${references} on delete ${onDelete} on update ${onUpdate}${validated ? "" : " not valid"}${deferrable ? " deferrable" : ""}`,
      ),
    ),
  ],
  [
    "checks",
    ofTables(({ checks }) =>
      checks.map(({ name, expression, validated }) => `: ${name} ${expression}${validated ? "" : " not valid"}`),
    ),
  ],
  ["enums", ({ enums }) => enums.map(({ name, values }) => `${name} (${values.join(", ")})`)],
  ["views", ({ views }) => views],
  ["triggers", ofTables(({ triggers }) => triggers.map((name) => `: ${name}`))],
  [
    "policies",
    ofTables(({ policies, rowLevelSecurity }) => [
      ...(rowLevelSecurity ? [" row level security"] : []),
      ...policies.map((name) => `: ${name}`),
    ]),
  ],
];

export function compareCatalogues(truth: Catalogue, folded: Catalogue): Comparison[] {
  const lines = (describe: Described, catalogue: Catalogue): string[] =>
    describe(catalogue).map((line) => line.replaceAll(/\bextensions\./g, ""));
  return kinds.map(([kind, describe]) => compareLines(kind, lines(describe, truth), lines(describe, folded)));
}

/** Lines may repeat: each one of the first is matched by one of the second. */
export function compareLines(kind: string, truth: readonly string[], folded: readonly string[]): Comparison {
  const left = new Map<string, number>();
  for (const line of folded) left.set(line, (left.get(line) ?? 0) + 1);
  const missing = truth.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
  const extra = [...left].flatMap(([line, count]) => Array.from({ length: count }, () => line));
  return { kind, wanted: truth.length, hits: truth.length - missing.length, missing, extra };
}

/** In a session whose time zone is UTC, a literal of a timestamp with and without its zone says the same. */
function withoutZone(text: string): string {
  return text.replace(/^('\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)\+00'$/, "$1'");
}
