import { picomatch } from "../../packages/picomatch.ts";
import type { Tree } from "../../workspace/tree.ts";
import type { Claim, Discovery, DiscoverySettings } from "../language.ts";
import { findCodeHistories, mayBeCode } from "./code-migrations/find.ts";
import { dialectName, dialectOfPath, dialectOfText } from "./dialect.ts";
import { dbMigrateFiles } from "./layouts/db-migrate-files.ts";
import { drizzle } from "./layouts/drizzle.ts";
import { dump, isDump } from "./layouts/dump.ts";
import { flyway } from "./layouts/flyway.ts";
import type { FoundHistory, Layout } from "./layouts/layout.ts";
import { liquibase } from "./layouts/liquibase.ts";
import { markedSections } from "./layouts/marked-sections.ts";
import { numbered } from "./layouts/numbered.ts";
import { postgresShift } from "./layouts/postgres-shift.ts";
import { postgrator } from "./layouts/postgrator.ts";
import { prisma } from "./layouts/prisma.ts";
import { SqlFiles } from "./layouts/sql-files.ts";
import { sqitch } from "./layouts/sqitch.ts";
import { supabase } from "./layouts/supabase.ts";
import { upDownFiles } from "./layouts/up-down-files.ts";
import { upDownFolders } from "./layouts/up-down-folders.ts";
import { whyLeft } from "./left.ts";
import type { HistoryUnit, SqlUnit } from "./unit.ts";

/** The surest first: a layout with a file of its own beside the migrations, then one with marks inside, names last. */
const layouts: readonly Layout[] = [
  drizzle,
  prisma,
  supabase,
  sqitch,
  liquibase,
  flyway,
  upDownFiles,
  upDownFolders,
  postgresShift,
  postgrator,
  dbMigrateFiles,
  markedSections,
  numbered,
];

/** Folders whose SQL is nobody's schema. */
const setAside =
  /^(?:tests?|__tests__|test-?data|testing|fixtures?|__fixtures__|specs?|e2e|examples?|samples?|docs?|vendor|node_modules|dist|build|out|target|third[_-]party|deprecated|archived?|obsolete)$|^tests?[-_]|[-_]tests?$/i;

export function discover(tree: Tree, settings: DiscoverySettings): Discovery<SqlUnit> {
  const ignored = settings.ignore.length > 0 ? picomatch(settings.ignore, { dot: true }) : () => false;
  const claims: Claim[] = [];
  const sql: string[] = [];
  const code: string[] = [];
  for (const file of tree.files) {
    const isSql = /\.sql$/i.test(file);
    if ((!isSql && !mayBeCode(file)) || ignored(file)) continue;
    const folder = file
      .split("/")
      .slice(0, -1)
      .find((segment) => setAside.test(segment));
    if (folder === undefined) (isSql ? sql : code).push(file);
    else if (isSql) claims.push({ file, taken: false, as: "SQL file", why: `stands under \`${folder}/\`` });
  }
  const files = new SqlFiles(tree, sql);
  const found: FoundHistory[] = [];
  const take = (histories: readonly FoundHistory[]): void => {
    for (const history of histories) {
      found.push(history);
      files.makeHome(history.folder);
      for (const { file, down } of history.steps)
        for (const taken of [file, down]) if (taken !== null) files.take(taken);
      for (const { file } of history.others ?? []) files.take(file);
    }
  };
  for (const layout of layouts) take(layout.find(files));
  take(findCodeHistories(files, code));
  if (found.every((history) => history.steps.length === 0)) take(dump.find(files));

  const units = named(found.filter((history) => history.steps.length > 0)).flatMap(({ history, name }) => {
    const unit = unitOf(history, name, dialectOf(history, files));
    claims.push(...claimsOf(history, unit));
    return unit.dialect === "postgresql" ? [unit] : [];
  });
  for (const { others } of found.filter((history) => history.steps.length === 0))
    for (const other of others ?? []) claims.push({ ...other, taken: false });
  for (const file of files.left())
    claims.push({
      file,
      taken: false,
      as: isDump(files, file) ? "schema dump" : "SQL file",
      why: whyLeft(files, file),
    });
  claims.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { units, claims };
}

/** A name for each history: its folder, with the tool where two stand in one. In the order of the names. */
function named(found: readonly FoundHistory[]): { history: FoundHistory; name: string }[] {
  const folders = found.map(({ folder }) => (folder === "" ? "." : folder));
  const names = found.map((history, index) => {
    const folder = folders[index] as string;
    return {
      history,
      name: folders.indexOf(folder) === folders.lastIndexOf(folder) ? folder : `${folder} (${history.tool})`,
    };
  });
  return names.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function unitOf(history: FoundHistory, name: string, dialect: string): HistoryUnit {
  const { tool, hasDowns, steps } = history;
  return { kind: "history", file: steps[0]?.file ?? name, name, tool, dialect, hasDowns, steps };
}

/** How many files at either end of a history are looked at to know its dialect. */
const looked = 6;

/** What the tool's own files say, then the path, then the SQL, then the package's drivers; PostgreSQL when nothing tells. */
function dialectOf(history: FoundHistory, files: SqlFiles): string {
  if (history.dialect) return dialectName(history.dialect);
  const first = history.steps[0]?.file ?? "";
  const ofPath = dialectOfPath(first.split("/").slice(0, -1).join("/"));
  if (ofPath === "postgresql") return ofPath;
  const paths = history.steps.map(({ file }) => file);
  const sample = [...new Set([...paths.slice(0, looked), ...paths.slice(-looked)])];
  const ofText = dialectOfText(sample.map((file) => files.head(file)).join("\n"));
  // "oracle" and "h2" in a path may be the project's own words.
  if (ofPath !== null && !(ofText === "postgresql" && (ofPath === "oracle" || ofPath === "h2"))) return ofPath;
  return ofText ?? driverOf(files, first) ?? "postgresql";
}

function driverOf(files: SqlFiles, file: string): string | null {
  const manifest = files.text(files.above(file.split("/").slice(0, -1).join("/"), "package.json") ?? "");
  if (
    manifest === null ||
    /"(pg|postgres|pg-promise|@neondatabase\/serverless|@vercel\/postgres|postgrator|slonik|@prisma\/adapter-pg)"\s*:/.test(
      manifest,
    )
  )
    return null;
  if (/"(mysql2?|mariadb)"\s*:/.test(manifest)) return "mysql";
  return /"(better-sqlite3|sqlite3?|@libsql\/client)"\s*:/.test(manifest) ? "sqlite" : null;
}

function claimsOf(history: FoundHistory, unit: HistoryUnit): Claim[] {
  const taken = unit.dialect === "postgresql";
  const why = taken ? history.why : `is written for ${unit.dialect}; only PostgreSQL is read`;
  const group = unit.name;
  const as = `${history.tool} migration`;
  const steps = history.steps.flatMap(({ file, down }): Claim[] => [
    { file, taken, as, why, group },
    ...(down === null
      ? []
      : [
          {
            file: down,
            taken,
            as: `${history.tool} down migration`,
            why: taken ? "undoes the up beside it" : why,
            group,
          },
        ]),
  ]);
  return [...steps, ...(history.others ?? []).map((other): Claim => ({ ...other, taken: false, group }))];
}
