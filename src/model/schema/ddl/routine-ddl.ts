import type { Catalogue } from "../catalogue.ts";
import { quoteIdentifier } from "../identifiers.ts";
import type { FunctionRecord, TableRecord } from "../records.ts";
import { formerNames } from "./former-names.ts";
import { needsOfText } from "./mentioned.ts";
import { nameIn } from "./names.ts";
import type { Piece } from "./piece.ts";

/** CREATE FUNCTION or CREATE PROCEDURE for each overload, as it was written last. */
export function functionPieces(catalogue: Catalogue, record: FunctionRecord, version: number): readonly Piece[] {
  return record.overloads.map(({ procedure, definition, searchPath, writtenAt }) => {
    const names = formerNames(catalogue, definition, writtenAt, version);
    return {
      provides: [`call:${record.name}`],
      needs: [...names.needs, ...needsOfText(definition).filter((key) => key !== `call:${record.name}`)],
      statements: [
        ...names.before,
        `CREATE ${procedure ? "PROCEDURE" : "FUNCTION"} ${nameIn(searchPath, record)}${definition}`,
        ...names.after,
      ],
      searchPath,
    };
  });
}

/** CREATE TRIGGER, and DISABLE where it is switched off. */
export function triggerPieces(table: TableRecord): readonly Piece[] {
  return table.triggers.map(({ name, definition, enabled, searchPath }) => {
    const on = nameIn(searchPath, table);
    const what = `${definition.constraint ? "CONSTRAINT " : ""}TRIGGER ${quoteIdentifier(name)}`;
    return {
      provides: [],
      needs: [],
      statements: [
        `CREATE ${what} ${definition.before} ${on} ${definition.after}`,
        ...(enabled ? [] : [`ALTER TABLE ${on} DISABLE TRIGGER ${quoteIdentifier(name)}`]),
      ],
      searchPath,
    };
  });
}
