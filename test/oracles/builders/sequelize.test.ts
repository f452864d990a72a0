import { PGlite } from "@electric-sql/pglite";
import { DataTypes, Sequelize } from "sequelize";
import type { QueryInterface } from "sequelize";
import { beforeAll, describe, expect, it } from "vitest";
import { expectCatalogue } from "./catalogue.ts";
import { readBuilder, split, statementsOf } from "./lowered.ts";
import type { BuilderHistory } from "./lowered.ts";

/** Sequelize itself runs the migrations on PostgreSQL; each statement it sends is compared with what we read. */
interface Steps {
  up(queryInterface: QueryInterface, sequelize: unknown): Promise<void>;
  down(queryInterface: QueryInterface, sequelize: unknown): Promise<void>;
}

async function sent(database: PGlite, run: (queryInterface: QueryInterface) => Promise<void>): Promise<string[]> {
  const sequelize = new Sequelize("postgres://localhost/none", { logging: false, ...{ databaseVersion: "16.0.0" } });
  const statements: string[] = [];
  Object.assign(sequelize, {
    transaction: (inside: (transaction: object) => Promise<void>) => inside({}),
    query: async (text: string, options: { plain?: boolean } = {}) => {
      if (text.startsWith("SELECT")) {
        const { rows } = await database.query<Record<string, string>>(text);
        return options.plain
          ? null
          : Object.fromEntries(rows.map((row) => [row["Field"], { type: row["Type"], allowNull: true }]));
      }
      statements.push(...split(text));
      await database.exec(text);
      return [[], []];
    },
  });
  Object.assign((sequelize as unknown as { connectionManager: object }).connectionManager, {
    _refreshDynamicOIDs: async () => {},
  });
  await run(sequelize.getQueryInterface());
  return statements;
}

describe("Sequelize", () => {
  let builder: BuilderHistory;
  const database = new PGlite();
  beforeAll(async () => {
    builder = await readBuilder("sequelize");
  });

  it("sends what we read, up and down, and PostgreSQL then has what the fold has", async () => {
    const migrations: { steps: Steps; file: (typeof builder.files)[number] }[] = [];
    for (const file of builder.files) {
      const module = (await import(file.path)) as { default?: Steps } & Steps;
      migrations.push({ steps: module.default ?? module, file });
    }
    for (const { steps, file } of migrations) {
      const up = await sent(database, (queryInterface) =>
        steps.up(queryInterface, Object.assign(Sequelize, DataTypes)),
      );
      expect(statementsOf(file.texts, "up"), file.file).toEqual(up);
    }
    await expectCatalogue(database, builder.history);
    for (const { steps, file } of migrations.toReversed()) {
      const down = await sent(database, (queryInterface) =>
        steps.down(queryInterface, Object.assign(Sequelize, DataTypes)),
      );
      expect(down, file.file).toEqual(expect.arrayContaining(statementsOf(file.texts, "down")));
    }
  });
});
