import type { Subject } from "../../findings/place.ts";
import type { FoldedChange, History } from "../schema.ts";

export interface RefusedName {
  /** Where the history does make it, or has dropped it; null when nothing more is to be shown. */
  readonly place: Subject | null;
  readonly label: string;
}

/**
 * What the history says elsewhere of the thing that a refused change names. Null when it never makes such a thing: then
 * another tool, an extension or an earlier dump may have, and the refusal is not known to be one.
 */
export function elsewhere(history: History, folded: FoldedChange): RefusedName | null {
  const relation = /^(?:relation|table|index|type) "(.+)" does not exist$/.exec(folded.refusal ?? "")?.[1];
  if (relation === undefined) return known(folded);
  const name = relation.slice(relation.lastIndexOf(".") + 1);
  let last: RefusedName | null = null;
  let reached = false;
  for (const step of history.steps) {
    for (const statement of step.statements) {
      for (const other of statement.changes) {
        if (other === folded) {
          reached = true;
          if (last !== null) return last;
        } else if (reached ? makes(other, name) : unmakes(other, name)) {
          last = { place: other, label: reached ? `\`${name}\` is made only here` : `\`${name}\` is gone since here` };
          if (reached) return last;
        }
      }
    }
  }
  return null;
}

/** PostgreSQL's words with the names in backticks. */
export function refusalText(refusal: string): string {
  return refusal
    .replaceAll('"', "`")
    .replaceAll(/\b(table|view|index|type|constraint|column) ([^\s`]+)(?= (?:because|on) )/g, "$1 `$2`")
    .replaceAll(/\b(on table) ([^\s`]+)(?= because )/g, "$1 `$2`");
}

/** A refusal about a table that the history does know, or about something that exists twice. */
function known({ refusal, before, change }: FoldedChange): RefusedName | null {
  if (refusal === null) return null;
  const table = "table" in change && change.table !== null ? before.table(change.table) : undefined;
  if (refusal.endsWith("does not exist")) return table === undefined ? null : { place: table, label: "made here" };
  if (!refusal.endsWith("already exists")) return { place: null, label: "" };
  const column = table !== undefined && change.kind === "add-column" ? table.column(change.column.name) : undefined;
  return { place: column ?? table ?? null, label: "there since here" };
}

function makes({ change, refusal }: FoldedChange, name: string): boolean {
  if (refusal !== null) return false;
  switch (change.kind) {
    case "create-table":
    case "create-table-as":
      return change.table.name === name;
    case "create-view":
    case "create-enum":
    case "create-type":
    case "create-domain":
      return change.name.name === name;
    case "create-index":
      return change.name === name;
    case "rename-table":
    case "rename-index":
      return change.to === name;
    default:
      return false;
  }
}

function unmakes({ change, refusal }: FoldedChange, name: string): boolean {
  if (refusal !== null) return false;
  switch (change.kind) {
    case "drop-table":
    case "rename-table":
      return change.table.name === name;
    case "drop-index":
    case "rename-index":
    case "drop-object":
    case "rename-object":
      return change.name.name === name;
    default:
      return false;
  }
}
