import { describe, expect, it } from "vitest";
import { brief, queriesOf } from "./support.ts";

function read(code: string, more: Readonly<Record<string, string>> = {}) {
  return queriesOf({
    "package.json": '{"dependencies":{"typeorm":"0.3","@nestjs/typeorm":"10","express":"4"}}',
    "src/user.ts": `
      import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from "typeorm";
      @Entity()
      export class UserAccount {
        @PrimaryGeneratedColumn() id: number;
        @Column() fullName: string;
        @ManyToOne(() => UserAccount) invitedBy: UserAccount;
      }`,
    "src/store.ts": code,
    ...more,
  });
}

describe("queries of TypeORM", () => {
  it("go through repositories that are injected, kept or handed on by a service", () => {
    const queries = read(`
      import { InjectRepository } from "@nestjs/typeorm";
      import { In } from "typeorm";
      import { UserAccount } from "./user.ts";
      export class Users {
        constructor(@InjectRepository(UserAccount) private readonly users: Repository<UserAccount>, private other: Store) {
          this.kept = other.getRepository(UserAccount);
        }
        one(fullName) { return this.users.findOneBy({ fullName }); }
        some(ids) { return this.kept.find({ where: { id: In(ids) } }); }
        async all(service) { const repository = await service.getRepository(UserAccount); return repository.find(); }
        moved(manager) { return manager.update(UserAccount, { fullName: "a" }, { invitedBy: { id: 1 } }); }
        map(list) { return list.find((each) => each.id === 1); }
        others() { return this.other.find({ where: { id: 1 } }); }
      }
    `);
    expect(queries.map(({ anchor, complete }) => [anchor, complete])).toEqual([
      ["typescript:src/store.ts#Users.one", true],
      ["typescript:src/store.ts#Users.some", true],
      ["typescript:src/store.ts#Users.all", true],
      ["typescript:src/store.ts#Users.moved", true],
    ]);
    expect(brief(queries[0]?.blocks[0])).toMatchObject({
      from: ["from user_account"],
      where: ["fullName ="],
      limit: 1,
    });
    expect(brief(queries[3]?.blocks[0])).toMatchObject({ where: ["fullName ="], written: ["invitedById other"] });
  });

  it("are incomplete where a filter may be nothing, a row is not known, or what is written is decided by the database", () => {
    const queries = read(`
      import { UserAccount } from "./user.ts";
      export const maybe = (db, name) => db.manager.findBy(UserAccount, { fullName: name ? name : undefined });
      export const nothing = (db) => db.manager.findBy(UserAccount, { fullName: null });
      export const given = (db, where) => db.manager.find(UserAccount, { where });
      export const row = (db, row) => db.manager.insert(UserAccount, row);
      export const saved = (db) => db.manager.save(UserAccount, { fullName: "a" });
      export const key = (db, id) => db.manager.delete(UserAccount, id);
    `);
    expect(queries.map(({ kind, complete }) => [kind, complete])).toEqual([
      ["select", false],
      ["select", false],
      ["select", false],
      ["insert", false],
      ["insert", false],
      ["delete", false],
    ]);
    expect(queries[4]?.blocks[0]?.written).toBeNull();
  });

  it("name columns as the naming strategy of the project does, and none where that is not known", () => {
    const code = `
      import { UserAccount } from "./user.ts";
      export const one = (db) => db.manager.findOneBy(UserAccount, { fullName: "a" });`;
    const source = (name: string) => ({ "src/source.ts": `new DataSource({ namingStrategy: new ${name}() });` });
    const [snake] = read(code, source("SnakeNamingStrategy"));
    expect(new Set(snake?.blocks[0]?.columns.map(({ name }) => name))).toEqual(
      new Set(["full_name", "id", "invited_by_id"]),
    );
    const [own] = read(code, source("HouseNamingStrategy"));
    expect(own?.complete).toBe(false);
    expect(own?.blocks[0]?.sources).toMatchObject([{ kind: "other", name: null }]);
  });
});
