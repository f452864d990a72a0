import type { TextPlace } from "../../findings/place.ts";
import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { Migration, SqlStatement } from "../../facts/sql.ts";
import type { Catalogue } from "./catalogue.ts";
import { displayName } from "./identifiers.ts";
import type { Origin, RelationRecord, TableRecord } from "./records.ts";

/** What a change is applied with: the catalogue, the statement it stands in, and a way to say that PostgreSQL would refuse it. */
export class Applying {
  readonly catalogue: Catalogue;
  readonly migration: Migration;
  readonly statement: SqlStatement;
  /**
   * Inside a branch or a block with a handler, a thing that exists already or is missing is what the block is for:
   * nothing is refused.
   */
  readonly tolerant: boolean;
  /** `ALTER … IF EXISTS`. */
  readonly #missingAllowed: boolean;
  /** What PostgreSQL would say; the first refusal counts. */
  refusal: string | null = null;

  constructor(
    catalogue: Catalogue,
    migration: Migration,
    statement: SqlStatement,
    tolerant: boolean,
    missingAllowed: boolean,
  ) {
    this.catalogue = catalogue;
    this.migration = migration;
    this.statement = statement;
    this.tolerant = tolerant;
    this.#missingAllowed = missingAllowed;
  }

  origin(at: TextPlace): Origin {
    return { at, within: this.statement.at };
  }

  refuse(message: string): void {
    if (!this.tolerant) this.refusal ??= message;
  }

  /**
   * The table of this name. A missing one is a refusal, unless it belongs to a schema this history never made
   * (`auth.users` of a platform): nothing is known of that.
   */
  table(name: QualifiedName): TableRecord | undefined {
    const relation = this.catalogue.find(name);
    if (relation?.kind === "table") return relation;
    if (relation === undefined) this.missing("relation", name);
    else if (relation.kind !== "view") this.refuse(`"${name.name}" is not a table`);
    return undefined;
  }

  relation(name: QualifiedName): RelationRecord | undefined {
    const relation = this.catalogue.find(name);
    if (relation === undefined) this.missing("relation", name);
    return relation;
  }

  missing(what: string, name: QualifiedName): void {
    if (this.#missingAllowed || (name.schema !== null && !this.catalogue.hasSchema(name.schema))) return;
    this.refuse(`${what} "${displayName(name)}" does not exist`);
  }

  exists(what: string, name: string): void {
    this.refuse(`${what} "${name}" already exists`);
  }
}
