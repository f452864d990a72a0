import type { Catalogue } from "../catalogue.ts";
import type { IndexRecord, ViewRecord } from "../records.ts";
import { formerNames } from "./former-names.ts";
import { indexStatement } from "./index-ddl.ts";
import { needsOfExpressions } from "./mentioned.ts";
import { nameIn } from "./names.ts";
import { recordKey, type Piece } from "./piece.ts";

/** CREATE VIEW or CREATE MATERIALIZED VIEW with the text it was written with, and the indexes of a materialized one. */
export function viewPiece(catalogue: Catalogue, view: ViewRecord, version: number): Piece {
  const names = formerNames(catalogue, view.definition, view.writtenAt, version);
  const name = nameIn(view.searchPath, view);
  const what = `${view.recursive ? "RECURSIVE " : ""}${view.materialized ? "MATERIALIZED " : ""}VIEW`;
  const invokes = /\bsecurity_invoker\b/i.test(view.definition);
  return {
    provides: [recordKey(view.id), `type:${view.name}`],
    needs: [...names.needs.flatMap((key) => [key, `keys${key}`]), ...needsOfExpressions([view.definition])],
    statements: [
      ...names.before,
      `CREATE ${what} ${name} ${view.definition}`,
      ...names.after,
      ...(view.securityInvoker && !invokes ? [`ALTER VIEW ${name} SET (security_invoker = true)`] : []),
      ...(!view.securityInvoker && invokes ? [`ALTER VIEW ${name} RESET (security_invoker)`] : []),
      ...view.indexes.map((id) => indexStatement(view, catalogue.relations.at(id, version) as IndexRecord, () => "")),
    ],
    searchPath: view.searchPath,
  };
}
