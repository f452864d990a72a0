import type { CallProgram } from "../../../code/calls/program.ts";

/** How TypeORM names what no decorator names; each gives null where that depends on what is not known. */
export interface Naming {
  table(className: string): string | null;
  /** `prefixes`: of the embedded objects around it. */
  column(property: string, given: string | null, prefixes: readonly string[]): string | null;
  joinColumn(relation: string, referenced: string): string | null;
  joinTable(first: string, property: string, second: string): string | null;
  joinTableColumn(table: string, column: string): string | null;
}

/** `DefaultNamingStrategy` of TypeORM. */
const byDefault: Naming = {
  table: snakeCase,
  column: (property, given, prefixes) =>
    prefixes.length > 0 ? camelCase(prefixes.join("_")) + titleCase(given ?? property) : (given ?? property),
  joinColumn: (relation, referenced) => camelCase(`${relation}_${referenced}`),
  joinTable: (first, property, second) => snakeCase(`${first}_${property.replaceAll(".", "_")}_${second}`),
  joinTableColumn: (table, column) => camelCase(`${table}_${column}`),
};

/** `SnakeNamingStrategy` of typeorm-naming-strategies, of which most projects keep a copy. */
const bySnakeCase: Naming = {
  table: snakeCase,
  column: (property, given, prefixes) => snakeCase([...prefixes, ""].join("_")) + (given ?? snakeCase(property)),
  joinColumn: (relation, referenced) => snakeCase(`${relation}_${referenced}`),
  joinTable: (first, property, second) => snakeCase(`${first}_${property.replaceAll(".", "_")}_${second}`),
  joinTableColumn: (table, column) => snakeCase(`${table}_${column}`),
};

const notKnown: Naming = {
  table: () => null,
  column: () => null,
  joinColumn: () => null,
  joinTable: () => null,
  joinTableColumn: () => null,
};

/**
 * The strategy of the data sources: one that is constructed anywhere in the project. TypeORM's own, named beside another, is
 * what a project keeps for another kind of database.
 */
export function namingOf(program: CallProgram): Naming {
  const names = new Set<string>();
  for (const { record } of program.calls()) {
    const { root, path } = record.callee;
    if (record.form !== "new") continue;
    const name = path.at(-1) ?? (root.kind === "import" ? root.local : root.kind === "global" ? root.name : "");
    if (name.endsWith("NamingStrategy")) names.add(name);
  }
  names.delete("DefaultNamingStrategy");
  if (names.size === 0) return byDefault;
  return [...names].every((name) => /Snake/i.test(name)) ? bySnakeCase : notKnown;
}

function camelCase(text: string): string {
  return text.replaceAll(/^([A-Z])|[\s-_](\w)/g, (_match, first: string | undefined, next: string | undefined) =>
    next ? next.toUpperCase() : (first ?? "").toLowerCase(),
  );
}

function snakeCase(text: string): string {
  return text
    .replaceAll(/([A-Z])([A-Z])([a-z])/g, "$1_$2$3")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function titleCase(text: string): string {
  return text.replaceAll(/\w\S*/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}
