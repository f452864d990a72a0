import type { LintRun } from "../../engine/lint.ts";
import type { ApiDocument } from "../../facts/api.ts";
import type { Service } from "../../model/project.ts";
import type { History } from "../../model/schema.ts";
import { count, counts } from "../../reporters/count.ts";
import { printable } from "../../reporters/printable.ts";
import { columns } from "../columns.ts";

const mostRows = 12;

/** What a project holds and how it was understood, for the person who is to say whether that is right. */
export function foundText(run: LintRun): string {
  const { project, result } = run;
  const { examined } = result;
  const sections = [
    section("API contracts", project.api.documents.map(documentRow)),
    section("Migrations", project.histories.map(historyRow)),
    section(
      "Code",
      project.services.map((service) => serviceRow(service, run)).filter((row) => row !== null),
    ),
    section("Decisions", examined.decisions > 0 ? [[decisionFolders(run), count(examined.decisions, "decision")]] : []),
  ];
  const unsure = counts([
    [examined.unreadStatements, "SQL statement was not understood", "SQL statements were not understood"],
    [examined.unknownRegistrations, "route registration was not understood", "route registrations were not understood"],
  ]);
  const unread = result.unread.map(({ file, line, reason }) => [`${file}:${line}`, reason]);
  const rest = [section("Not read", unread), unsure === "" ? "" : `${unsure}.\n`];
  return [...sections, ...rest].filter((text) => text !== "").join("\n");
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const shown = rows.slice(0, mostRows).map((cells) => ["  ", ...cells.map(printable)]);
  const more = rows.length - shown.length;
  return `${title}\n${columns(shown, " ".repeat(1))}${more > 0 ? `   and ${more} more\n` : ""}`;
}

function documentRow({ file, version, operations, files }: ApiDocument): readonly string[] {
  const parts = [
    `OpenAPI ${version}`,
    count(operations.length, "operation"),
    ...(files.length > 1 ? [`in ${files.length} files`] : []),
  ];
  return [file, parts.join(", ")];
}

function historyRow({ name, tool, dialect, steps }: History): readonly string[] {
  const last = steps.at(-1)?.migration.version;
  const newest = last === undefined ? "" : `, the newest ${last}`;
  const of = dialect === "postgresql" ? "" : `, for ${dialect}`;
  return [name, `${count(steps.length, `${tool} migration`)}${newest}${of}`];
}

/** Null for a package without server code. */
function serviceRow(service: Service, { project }: LintRun): readonly string[] | null {
  const here = ({ file }: { readonly file: string }): boolean => project.serviceOf(file).root === service.root;
  const modules = project.code.modules.filter(here).length;
  if (modules === 0) return null;
  const routes = project.code.routes.filter(here);
  const byFramework = new Map<string, number>();
  for (const { framework } of routes) byFramework.set(framework, (byFramework.get(framework) ?? 0) + 1);
  const served = [...byFramework]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([framework, number]) => count(number, `${framework} route`));
  const queries = project.code.queries.filter(here).length;
  return [
    service.root === "" ? "." : service.root,
    [count(modules, "module"), ...served, ...(queries > 0 ? [count(queries, "query", "queries")] : [])].join(", "),
  ];
}

function decisionFolders({ project }: LintRun): string {
  const folders = new Set(
    project.decisions.map(({ file }) => file.slice(0, Math.max(0, file.lastIndexOf("/"))) || "."),
  );
  return [...folders].toSorted().join(", ");
}
