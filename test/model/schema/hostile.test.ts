import fc from "fast-check";
import { expect, it } from "vitest";
import { ddl } from "../../oracles/schema/random-ddl.ts";
import { foldSql } from "./fold-sql.ts";

it("folds whatever PostgreSQL would refuse, in any order, and every version can be asked", async () => {
  await fc.assert(
    fc.asyncProperty(
      ddl.chain((statements) => fc.shuffledSubarray([...statements])),
      async (statements) => {
        const history = await foldSql(...statements.map((statement) => `${statement};`));
        for (const { before, after } of history.steps) {
          for (const schema of [before, after]) {
            for (const table of schema.tables()) {
              const names = new Set(table.columns.map((column) => column.name));
              expect(names.size).toBe(table.columns.length);
              for (const index of table.indexes)
                for (const key of index.keys) expect(key.column === null || names.has(key.column)).toBe(true);
              for (const key of table.foreignKeys)
                expect(key.columns.every((column) => names.has(column)) && typeof key.isIndexed() === "boolean").toBe(
                  true,
                );
              expect(table.primaryKey?.columns.every((column) => names.has(column)) ?? true).toBe(true);
              expect(table.checks.every((check) => check.columns.every((column) => names.has(column)))).toBe(true);
              expect([table.partitionOf, table.inherits, table.uniques].length).toBe(3);
            }
            expect(schema.foreignKeys().every((key) => key.references.table !== "")).toBe(true);
          }
        }
      },
    ),
    { numRuns: 150, seed: 5 },
  );
});
