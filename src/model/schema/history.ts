import type { TextPlace } from "../../findings/place.ts";
import type { Change, ChangeKind, ChangeOf } from "../../facts/changes.ts";
import type { QualifiedName } from "../../facts/sql-parts.ts";
import type { Migration, MigrationHistory, SqlStatement } from "../../facts/sql.ts";
import type { FoldedChange, FoldedStatement, History, Schema, Step, Undo } from "../schema.ts";
import type { Catalogue } from "./catalogue.ts";
import { SchemaAt } from "./schema-at.ts";

export class FoldedHistory implements History {
  readonly name: string;
  readonly tool: string;
  readonly dialect: string;
  readonly hasDowns: boolean;
  readonly steps: readonly FoldedStep[];
  /** Files of migrations that go live together. */
  readonly release: ReadonlySet<string>;
  readonly #catalogue: Catalogue;
  readonly #schemas = new Map<number, SchemaAt>();
  #byKind: Map<ChangeKind, ChangeAt[]> | undefined;

  constructor(
    source: MigrationHistory,
    catalogue: Catalogue,
    release: ReadonlySet<string>,
    steps: (history: FoldedHistory) => readonly FoldedStep[],
  ) {
    this.name = source.name;
    this.tool = source.tool;
    this.dialect = source.dialect;
    this.hasDowns = source.hasDowns;
    this.#catalogue = catalogue;
    this.release = release;
    this.steps = steps(this);
  }

  get schema(): Schema {
    return this.schemaAt(this.#catalogue.version);
  }

  schemaAt(version: number): SchemaAt {
    let schema = this.#schemas.get(version);
    if (schema === undefined) {
      schema = new SchemaAt(this, this.#catalogue, version);
      this.#schemas.set(version, schema);
    }
    return schema;
  }

  changes<K extends ChangeKind>(...kinds: readonly K[]): readonly FoldedChange<ChangeOf<K>>[] {
    if (this.#byKind === undefined) {
      this.#byKind = new Map();
      for (const step of this.steps) {
        for (const statement of step.statements) {
          for (const change of statement.changes) {
            const same = this.#byKind.get(change.change.kind);
            if (same === undefined) this.#byKind.set(change.change.kind, [change]);
            else same.push(change);
          }
        }
      }
    }
    const found = kinds.flatMap((kind) => this.#byKind?.get(kind) ?? []);
    if (kinds.length > 1) found.sort((a, b) => a.number - b.number);
    return found as unknown as readonly FoldedChange<ChangeOf<K>>[];
  }
}

export class FoldedStep implements Step {
  readonly #history: FoldedHistory;
  readonly #versions: { readonly before: number; readonly after: number };
  /** Numbers of tables made in this step, by the path they were made under. */
  readonly #created: ReadonlySet<string>;
  readonly #undo: (step: Step) => Undo | null;
  #undone: Undo | null | undefined;
  readonly migration: Migration;
  readonly anchor: string;
  readonly statements: readonly StatementAt[];

  constructor(
    history: FoldedHistory,
    migration: Migration,
    anchor: string,
    versions: { readonly before: number; readonly after: number },
    created: ReadonlySet<string>,
    statements: (step: FoldedStep) => readonly StatementAt[],
    undo: (step: Step) => Undo | null,
  ) {
    this.#history = history;
    this.#versions = versions;
    this.#created = created;
    this.migration = migration;
    this.anchor = anchor;
    this.statements = statements(this);
    this.#undo = undo;
  }

  get at(): TextPlace {
    return this.migration.at;
  }
  get before(): Schema {
    return this.#history.schemaAt(this.#versions.before);
  }
  get after(): Schema {
    return this.#history.schemaAt(this.#versions.after);
  }

  get undo(): Undo | null {
    return this.#undone === undefined ? (this.#undone = this.#undo(this)) : this.#undone;
  }

  releasedWith(migration: Migration): boolean {
    const { release } = this.#history;
    return migration === this.migration || (release.has(this.migration.file) && release.has(migration.file));
  }

  creates(name: QualifiedName): boolean {
    const table = this.after.table(name);
    if (table !== undefined) return table.createdBy === this.migration;
    return this.before.table(name) === undefined && this.#created.has(name.name);
  }
}

export class StatementAt implements FoldedStatement {
  readonly statement: SqlStatement;
  readonly step: FoldedStep;
  readonly anchor: string;
  readonly changes: readonly ChangeAt[];

  constructor(
    statement: SqlStatement,
    step: FoldedStep,
    anchor: string,
    changes: (statement: StatementAt) => readonly ChangeAt[],
  ) {
    this.statement = statement;
    this.step = step;
    this.anchor = anchor;
    this.changes = changes(this);
  }

  get at(): TextPlace {
    return this.statement.at;
  }
}

export class ChangeAt implements FoldedChange {
  readonly #history: FoldedHistory;
  /** The place in the order of all changes, from 0. */
  readonly number: number;
  /** The version right after it; the one before it is one less. */
  readonly #version: number;
  readonly change: Change;
  readonly statement: SqlStatement;
  readonly step: FoldedStep;
  readonly anchor: string;
  readonly previous: ChangeAt | undefined;
  readonly refusal: string | null;

  constructor(
    history: FoldedHistory,
    number: number,
    version: number,
    applied: { readonly change: Change; readonly statement: SqlStatement; readonly refusal: string | null },
    step: FoldedStep,
    anchor: string,
    previous: ChangeAt | undefined,
  ) {
    this.#history = history;
    this.number = number;
    this.#version = version;
    this.change = applied.change;
    this.statement = applied.statement;
    this.refusal = applied.refusal;
    this.step = step;
    this.anchor = anchor;
    this.previous = previous;
  }

  get at(): TextPlace {
    return this.change.at;
  }
  get within(): TextPlace {
    return this.statement.at;
  }
  get before(): Schema {
    return this.#history.schemaAt(this.#version - 1);
  }
  get after(): Schema {
    return this.#history.schemaAt(this.#version);
  }
}
