import { ddlStatements } from "../../model/schema/ddl/ddl.ts";
import type { Moment } from "../../model/schema/moment.ts";

/** `archlint model schema --format sql`: each history's schema as DDL, behind a line that says which it is. */
export function schemaSql(moments: readonly Moment[]): string {
  return moments.map(historySql).join("\n");
}

function historySql({ history, steps, schema }: Moment): string {
  const last = steps.at(-1)?.migration.version;
  const title = `-- ${oneLine(history.name)} (${history.tool})${last === undefined ? "" : ` after ${oneLine(last)}`}`;
  if (history.dialect !== "postgresql") return `${title}: ${history.dialect}, left alone\n`;
  const lines = [
    title,
    ...(schema.complete
      ? []
      : ["-- Not complete: statements of these migrations could not be read, or are built at run time."]),
  ];
  return `${lines.join("\n")}\n${ddlStatements(schema)
    .map((statement) => `\n${statement};\n`)
    .join("")}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
