import fc from "fast-check";

/**
 * Random DDL over few names, so that statements meet: a column dropped under an index, a name taken twice, a key that
 * others rest on. PostgreSQL refuses about half of it.
 */
const table = fc.constantFrom("a", "b", "c", "Mixed");
const column = fc.constantFrom("x", "y", "z", "id", "Long Name");
const number = fc.constantFrom("x", "z", "id");
const word = fc.constantFrom("y", "Long Name");
const type = fc.constantFrom(
  "integer",
  "integer",
  "text",
  "text",
  "bigint",
  "varchar(20)",
  "timestamptz",
  "mood",
  "serial",
  "numeric(10,2)",
  "text[]",
  "uuid",
);
const label = fc.constantFrom("one", "two", "three");
const columnList = fc.uniqueArray(column, { minLength: 1, maxLength: 2 });
const pair = fc.oneof(fc.tuple(number, number), fc.tuple(word, word));
const cascade = fc.constantFrom("", "", " CASCADE");

const q = (name: string): string => `"${name}"`;
const list = (names: readonly string[]): string => names.map(q).join(", ");

const predicate = pair.chain(([one, other]) =>
  fc.constantFrom(
    `${q(one)} IS NOT NULL`,
    `${q(one)} IS NOT NULL OR ${q(other)} IS NULL`,
    `${q(one)} = ${q(other)}`,
    "true",
  ),
);
const onDelete = fc.constantFrom("", " ON DELETE CASCADE", " ON DELETE SET NULL ON UPDATE CASCADE");
const columnConstraint = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("", "", " NOT NULL", " UNIQUE", " PRIMARY KEY", " DEFAULT NULL") },
  fc.tuple(table, onDelete).map(([target, action]) => ` REFERENCES ${q(target)}${action}`),
  column.map((name) => ` CHECK (${q(name)} IS NOT NULL)`),
);
const columnDefinition = fc
  .tuple(column, type, columnConstraint)
  .map(([name, kind, constraint]) => `${q(name)} ${kind}${constraint}`);
const constraintName = fc.constantFrom("", "", "", "CONSTRAINT one ", "CONSTRAINT two ");
const constraint = fc.oneof(
  fc
    .tuple(
      constraintName,
      fc.oneof(
        columnList.map((names) => `UNIQUE (${list(names)})`),
        columnList.map((names) => `PRIMARY KEY (${list(names)})`),
        predicate.map((expression) => `CHECK (${expression})`),
        fc.tuple(columnList, column).map(([names, other]) => `UNIQUE (${list(names)}) INCLUDE (${q(other)})`),
      ),
    )
    .map(([name, text]) => name + text),
  // Unnamed: what a partition's copy is called when the name is taken differs from version to version.
  fc
    .tuple(number, table, onDelete)
    .map(([name, target, action]) => `FOREIGN KEY (${q(name)}) REFERENCES ${q(target)}${action}`),
  fc
    .tuple(number, table, fc.constantFrom("id", "id", "z"))
    .map(([name, target, other]) => `FOREIGN KEY (${q(name)}) REFERENCES ${q(target)} (${q(other)})`),
);

/** A name PostgreSQL may have chosen, or one that was given. */
const knownName = fc.oneof(
  label,
  fc.tuple(table, fc.constantFrom("pkey", "check", "check1")).map(([name, end]) => `${name}_${end}`),
  fc
    .tuple(table, column, fc.constantFrom("key", "idx", "fkey", "check", "idx1", "key1"))
    .map(([name, of, end]) => `${name}_${of}_${end}`),
  fc
    .tuple(table, column, column, fc.constantFrom("key", "idx", "fkey"))
    .map(([name, one, other, end]) => `${name}_${one}_${other}_${end}`),
);

const indexKeys = fc.oneof(
  { weight: 3, arbitrary: columnList.map(list) },
  word.map((name) => `lower(${q(name)})`),
  fc.tuple(word, word).map(([one, other]) => `(${q(one)} || ${q(other)}), ${q(other)}`),
  column.map((name) => `${q(name)} DESC`),
  pair.map(([one, other]) => `COALESCE(${q(one)}, ${q(other)})`),
);

const statement = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(table, fc.array(columnDefinition, { minLength: 1, maxLength: 4 }), fc.array(constraint, { maxLength: 2 }))
      .map(([name, columns, constraints]) => `CREATE TABLE ${q(name)} (${[...columns, ...constraints].join(", ")})`),
  },
  fc.tuple(table, table).map(([name, like]) => `CREATE TABLE ${q(name)} (LIKE ${q(like)} INCLUDING ALL, extra int)`),
  fc
    .tuple(table, table, column)
    .map(([name, parent, own]) => `CREATE TABLE ${q(name)} (${q(own)} text) INHERITS (${q(parent)})`),
  fc
    .tuple(table, columnList, fc.array(columnDefinition, { minLength: 2, maxLength: 3 }))
    .map(
      ([name, keys, columns]) =>
        `CREATE TABLE ${q(name)} (${columns.join(", ")}) PARTITION BY RANGE (${q(keys[0] as string)})`,
    ),
  fc.tuple(table, table).map(([name, parent]) => `CREATE TABLE ${q(name)} PARTITION OF ${q(parent)} DEFAULT`),
  fc.tuple(table, table).map(([parent, name]) => `ALTER TABLE ${q(parent)} ATTACH PARTITION ${q(name)} DEFAULT`),
  fc.tuple(table, table).map(([parent, name]) => `ALTER TABLE ${q(parent)} DETACH PARTITION ${q(name)}`),
  fc.tuple(table, table).map(([name, from]) => `CREATE TABLE ${q(name)} AS SELECT * FROM ${q(from)}`),
  {
    weight: 3,
    arbitrary: fc
      .tuple(table, fc.constantFrom("", "IF NOT EXISTS "), columnDefinition)
      .map(([name, guard, definition]) => `ALTER TABLE ${q(name)} ADD COLUMN ${guard}${definition}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(table, column, cascade)
      .map(([name, dropped, how]) => `ALTER TABLE ${q(name)} DROP COLUMN ${q(dropped)}${how}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(table, column, column)
      .map(([name, from, to]) => `ALTER TABLE ${q(name)} RENAME COLUMN ${q(from)} TO ${q(to)}`),
  },
  fc.tuple(table, table).map(([name, to]) => `ALTER TABLE ${q(name)} RENAME TO ${q(to)}`),
  fc
    .tuple(table, column, fc.constantFrom("bigint", "text", "varchar(9)"))
    .map(([name, changed, to]) => `ALTER TABLE ${q(name)} ALTER COLUMN ${q(changed)} TYPE ${to}`),
  fc
    .tuple(
      table,
      column,
      fc.constantFrom(
        "SET NOT NULL",
        "DROP NOT NULL",
        "DROP DEFAULT",
        "SET DEFAULT NULL",
        "ADD GENERATED ALWAYS AS IDENTITY",
        "DROP IDENTITY IF EXISTS",
      ),
    )
    .map(([name, changed, how]) => `ALTER TABLE ${q(name)} ALTER COLUMN ${q(changed)} ${how}`),
  {
    weight: 4,
    arbitrary: fc
      .tuple(table, constraint, fc.constantFrom("", "", " NOT VALID"))
      .map(([name, added, valid]) => `ALTER TABLE ${q(name)} ADD ${added}${valid}`),
  },
  fc
    .tuple(table, constraint, knownName)
    .map(([name, added, dropped]) => `ALTER TABLE ${q(name)} ADD ${added}, DROP CONSTRAINT ${q(dropped)}`),
  {
    weight: 2,
    arbitrary: fc
      .tuple(table, knownName, cascade)
      .map(([name, dropped, how]) => `ALTER TABLE ${q(name)} DROP CONSTRAINT ${q(dropped)}${how}`),
  },
  fc.tuple(table, knownName).map(([name, validated]) => `ALTER TABLE ${q(name)} VALIDATE CONSTRAINT ${q(validated)}`),
  fc
    .tuple(table, knownName, label)
    .map(([name, from, to]) => `ALTER TABLE ${q(name)} RENAME CONSTRAINT ${q(from)} TO ${to}`),
  fc
    .tuple(table, knownName, fc.constantFrom("UNIQUE", "PRIMARY KEY"))
    .map(([name, index, kind]) => `ALTER TABLE ${q(name)} ADD ${kind} USING INDEX ${q(index)}`),
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", "UNIQUE "),
        fc.constantFrom("", "", "one ", "IF NOT EXISTS two "),
        fc.constantFrom("", "", "ONLY "),
        table,
        indexKeys,
        fc.oneof(
          fc.constant(""),
          fc.constant(""),
          predicate.map((text) => ` WHERE ${text}`),
        ),
      )
      .map(
        ([unique, name, only, on, keys, where]) => `CREATE ${unique}INDEX ${name}ON ${only}${q(on)} (${keys})${where}`,
      ),
  },
  fc.tuple(knownName, cascade).map(([name, how]) => `DROP INDEX ${q(name)}${how}`),
  fc.tuple(knownName, label).map(([name, to]) => `ALTER INDEX ${q(name)} RENAME TO ${to}`),
  fc.tuple(table, cascade).map(([name, how]) => `DROP TABLE ${q(name)}${how}`),
  fc.tuple(table, table, cascade).map(([one, other, how]) => `DROP TABLE IF EXISTS ${q(one)}, ${q(other)}${how}`),
  fc.tuple(table, column).map(([name, selected]) => `CREATE VIEW seen AS SELECT ${q(selected)} FROM ${q(name)}`),
  fc.constantFrom(
    "DROP VIEW seen",
    "DROP TYPE mood CASCADE",
    "CREATE TYPE mood AS ENUM ('glad', 'sad')",
    "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'calm' BEFORE 'sad'",
    "ALTER TYPE mood RENAME TO temper",
    "ALTER TYPE temper RENAME TO mood",
    "CREATE SCHEMA other",
  ),
  fc.tuple(table).map(([name]) => `ALTER TABLE ${q(name)} SET SCHEMA other`),
);

const start = fc.constantFrom(
  [
    'CREATE TABLE a (id int PRIMARY KEY, x int, y text UNIQUE, z int, "Long Name" varchar(30))',
    'CREATE TABLE b (id int PRIMARY KEY, x int REFERENCES a, y text, z int UNIQUE CHECK (z <> x), "Long Name" text)',
  ],
  [
    'CREATE TABLE a (id int PRIMARY KEY, x int, y text, z int, "Long Name" text CHECK ("Long Name" <> \'\')) PARTITION BY RANGE (id)',
    "CREATE TABLE b PARTITION OF a DEFAULT",
    "CREATE TABLE c (id int PRIMARY KEY, x int REFERENCES a)",
  ],
  [
    "CREATE TABLE a (id serial PRIMARY KEY, x int, y varchar(40), z int)",
    'CREATE TABLE b ("Long Name" text) INHERITS (a)',
    "CREATE TABLE c (LIKE a INCLUDING ALL)",
  ],
  [
    "CREATE TABLE a (id int, x int, y text, z int) PARTITION BY LIST (id)",
    "CREATE TABLE b (id int, x int, y text, z int)",
    "CREATE TABLE c (id int PRIMARY KEY, x int, y text, z int)",
  ],
);

export const ddl = fc
  .tuple(start, fc.array(statement, { minLength: 10, maxLength: 40 }))
  .map(([tables, statements]) => ["CREATE TYPE mood AS ENUM ('glad', 'sad')", ...tables, ...statements]);
