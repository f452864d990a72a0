import type { Change } from "../../facts/changes.ts";
import type { Table } from "../schema.ts";

/** The columns of its table that a change names, where it names some. */
export function columnsNamed(change: Change, table: Table): readonly string[] {
  switch (change.kind) {
    case "drop-column":
    case "rename-column":
    case "alter-column-type":
    case "set-default":
    case "drop-default":
    case "set-not-null":
    case "drop-not-null":
    case "set-identity":
    case "drop-expression":
      return [change.column];
    case "comment":
      return change.column === null ? [] : [change.column];
    case "update":
      return change.columns;
    case "add-constraint":
      return [...new Set([...change.constraint.columns, ...change.constraint.expressionColumns])];
    case "drop-constraint":
    case "validate-constraint":
    case "rename-constraint":
      return ofConstraint(change.name, table);
    case "create-index": {
      const { keys, include } = change.index;
      const expressions = keys.map(({ expression }) => expression ?? "").join(" ");
      const named = new Set([...keys.map(({ column }) => column), ...include]);
      return table.columns.map(({ name }) => name).filter((name) => named.has(name) || isWordOf(name, expressions));
    }
    case "drop-index": {
      const index = table.indexes.find(({ name }) => name === change.name.name);
      return index ? [...index.columns, ...index.include] : [];
    }
    default:
      return [];
  }
}

function ofConstraint(name: string, table: Table): readonly string[] {
  const keys = [...table.uniques, ...(table.primaryKey ? [table.primaryKey] : []), ...table.foreignKeys];
  return [...keys, ...table.checks].find((each) => each.name === name)?.columns ?? [];
}

/** Whether an expression's text holds a name as a word of its own. */
export function isWordOf(name: string, text: string): boolean {
  return text.split(/[^\p{L}\p{N}_$]+/u).includes(name);
}
