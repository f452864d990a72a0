import {
  Between,
  type DataSource,
  Equal,
  ILike,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  Like,
  MoreThan,
  MoreThanOrEqual,
  Not,
} from "typeorm";
import { BlogPost, PostTag, User } from "./entities.ts";

export const all = (db: DataSource) => db.getRepository(PostTag).find();
export const allButHidden = (db: DataSource) => db.getRepository(User).find();
export const byValue = (db: DataSource) => db.getRepository(User).findBy({ email: "a", points: MoreThan(3) });
export const byId = (db: DataSource) => db.manager.findOneBy(PostTag, { name: "x" });
export const options = (db: DataSource) =>
  db.getRepository(PostTag).find({
    where: { colour: Like("a%"), name: ILike("b") },
    order: { name: "DESC", colour: "ASC" },
    take: 10,
    skip: 20,
  });
export const chosen = (db: DataSource) =>
  db.getRepository(User).find({ select: { id: true, firstName: true }, where: { firstName: IsNull() } });
export const either = (db: DataSource) =>
  db.getRepository(PostTag).find({ where: [{ name: "a" }, { colour: In(["b", "c"]) }] });
export const ranges = (db: DataSource) =>
  db.getRepository(User).findBy({
    points: Between(1, 3),
    createdAt: LessThan(new Date()),
    updatedAt: MoreThanOrEqual(new Date()),
    email: Not("b"),
    firstName: Not(IsNull()),
    id: Equal("1"),
  });
export const embedded = (db: DataSource) =>
  db.getRepository(User).findBy({ home: { street: "a" }, office: { code: "b" }, points: LessThanOrEqual(2) });
export const softly = (db: DataSource) => db.getRepository(BlogPost).findBy({ title: "a" });
export const withDeleted = (db: DataSource) =>
  db.getRepository(BlogPost).find({ where: { authorId: "a" }, withDeleted: true });
export const joined = (db: DataSource) =>
  db.getRepository(BlogPost).find({ relations: { author: true, reviewedBy: true }, where: { title: "a" } });
export const filteredBy = (db: DataSource) => db.getRepository(BlogPost).find({ where: { author: { email: "a" } } });
export const inverse = (db: DataSource) => db.getRepository(User).find({ relations: { posts: true } });
export const counted = (db: DataSource) => db.getRepository(PostTag).count({ where: { colour: "a" } });
export const countedBy = (db: DataSource) => db.getRepository(PostTag).countBy({ colour: "a" });
export const inserted = (db: DataSource) => db.getRepository(PostTag).insert({ name: "a", colour: "b" });
export const insertedInto = (db: DataSource) => db.manager.insert(BlogPost, { title: "a", authorId: "b", views: null });
export const upserted = (db: DataSource) => db.getRepository(PostTag).upsert({ name: "a", colour: "b" }, ["name"]);
export const updated = (db: DataSource) => db.getRepository(User).update({ email: "a" }, { firstName: "b", points: 1 });
export const updatedOne = (db: DataSource) => db.getRepository(PostTag).update("a", { colour: "b" });
export const incremented = (db: DataSource) => db.getRepository(User).increment({ email: "a" }, "points", 1);
export const deleted = (db: DataSource) => db.getRepository(PostTag).delete({ colour: In(["a"]) });
export const softDeleted = (db: DataSource) => db.getRepository(BlogPost).softDelete({ title: "a" });
