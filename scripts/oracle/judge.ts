import type { PGlite } from "@electric-sql/pglite";
import { foldHistory } from "../../src/model/schema/fold.ts";
import type { History } from "../../src/model/schema.ts";
import { readCatalogue, type Catalogue } from "../../test/oracles/schema/catalogue.ts";
import { readDefinitions, type Definitions } from "../../test/oracles/schema/definitions.ts";
import { foldedCatalogue } from "../../test/oracles/schema/folded.ts";
import { applyHistory, type Applied } from "./apply.ts";
import { compareCatalogues, compareLines, type Comparison } from "./compare.ts";
import type { OracleServer } from "./database.ts";
import { unindexedInCatalogue, unindexedInFindings } from "./foreign-keys.ts";
import type { OracleHistory } from "./histories.ts";
import { compareDefinitions, modelLines, printedHistory } from "./round-trip.ts";

export interface Verdict {
  readonly name: string;
  readonly tool: string;
  readonly migrations: number;
  /** What archlint could not read, as `file: message`. */
  readonly unread: readonly string[];
  readonly applied: Applied;
  readonly comparisons: readonly Comparison[];
  /** Statements of the printed DDL. */
  readonly refusedPrinted: Applied["refused"];
}

const postgresVersion = 18;

/** Has PostgreSQL run a history, and compares what it then has with what archlint says it has. */
export async function judge(server: OracleServer, { name, history, texts }: OracleHistory): Promise<Verdict> {
  const { database, before, searchPath } = await server.fresh(history.tool);
  const applied = await applyHistory(database, texts, searchPath);
  const foreign = new Set([...before, ...(await extensionMembers(database))]);
  const own = (catalogue: Catalogue): Catalogue => withoutForeign(catalogue, foreign);
  const folded = foldHistory(history);
  const definitions = await readDefinitions(database);
  const truth = own(await readCatalogue(database));
  await database.exec(`SET search_path TO ${searchPath}`);
  const model = own(await foldedCatalogue(database, folded.schema));
  const temporary = new Set(
    folded.schema.tables().flatMap((table) => (table.temporary ? [`${table.schema}.${table.name}`] : [])),
  );
  const skip = (table: string): boolean => foreign.has(table);
  const unindexed = await unindexedInCatalogue(database, skip);
  const printed = await judgePrinted(server, folded, definitions, foreign);
  return {
    name,
    tool: history.tool,
    migrations: history.migrations.length,
    unread: history.migrations.flatMap(({ unread }) => unread.map(({ at, message }) => `${at.file}: ${message}`)),
    applied,
    comparisons: [
      ...compareCatalogues(truth, withoutForeign(model, temporary)),
      compareLines("keys without an index", unindexed, unindexedInFindings(folded, postgresVersion, skip)),
      ...printed.comparisons,
    ],
    refusedPrinted: printed.applied.refused,
  };
}

/** Runs the DDL that archlint prints of the schema in an empty database, and reads it as a history of its own. */
async function judgePrinted(
  server: OracleServer,
  folded: History,
  definitions: Definitions,
  foreign: ReadonlySet<string>,
): Promise<{ readonly applied: Applied; readonly comparisons: readonly Comparison[] }> {
  const { texts, history } = await printedHistory(folded);
  const { database, searchPath } = await server.fresh(folded.tool);
  const applied = await applyHistory(database, [texts], searchPath);
  return {
    applied,
    comparisons: [
      compareDefinitions("printed DDL", definitions, await readDefinitions(database), foreign),
      compareLines("printed DDL read again", modelLines(folded), modelLines(history)),
    ],
  };
}

/** Relations and types that an extension has made: no migration writes them. */
async function extensionMembers(database: PGlite): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(`
    SELECT n.nspname || '.' || c.relname AS name FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE d.deptype = 'e'
    UNION SELECT n.nspname || '.' || t.typname FROM pg_depend d JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE d.deptype = 'e'`);
  return rows.map((row) => row.name);
}

function withoutForeign({ tables, views, enums }: Catalogue, foreign: ReadonlySet<string>): Catalogue {
  return {
    tables: tables
      .filter(({ name }) => !foreign.has(name))
      .map((table) => ({
        ...table,
        foreignKeys: table.foreignKeys.map((key) => ({ ...key, references: referenced(key.references, foreign) })),
      })),
    views: views.filter((name) => !foreign.has(name)),
    enums: enums.filter(({ name }) => !foreign.has(name)),
  };
}

/** Of a table that no migration makes, the columns a key leads to by default are not known from them. */
function referenced(reference: string, foreign: ReadonlySet<string>): string {
  const table = reference.slice(0, reference.indexOf("["));
  return foreign.has(table) ? table : reference;
}
