import { describe, expect, test } from "vitest";
import { lint } from "../../../src/engine/lint.ts";
import { accountOf } from "../../../src/model/why/account.ts";
import { lookUp } from "../../../src/model/why/look-up.ts";
import { memoryTree } from "../../support/memory-tree.ts";

const shop = {
  "package.json": '{ "dependencies": { "express": "5", "pg": "8" } }',
  "openapi.yaml": `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
paths:
  /customers/{id}:
    get: { operationId: getCustomer, security: [{ token: [] }], responses: { "200": { description: it } } }
    delete: { responses: { "204": { description: gone } } }
`,
  "migrations/001_start.up.sql": `CREATE TABLE people (id bigint PRIMARY KEY, mail text, nick text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES people (id));
`,
  "migrations/002_names.up.sql": `ALTER TABLE people RENAME TO customers;
ALTER TABLE customers RENAME COLUMN mail TO email;
CREATE INDEX customers_email_idx ON customers (lower(email));
CREATE VIEW addresses AS SELECT id, email FROM customers;
`,
  "migrations/003_less.up.sql": `ALTER TABLE customers DROP COLUMN nick;
UPDATE customers SET email = lower(email);
`,
  "src/app.ts": `import express from "express";
import { find, forget } from "./customers.ts";
import { requireAuth } from "./auth.ts";

export const app = express();
app.get("/customers/:customer", requireAuth, async (req, res) => {
  res.json(await find(req.params.customer));
});
app.delete("/customers/:customer", async (req, res) => {
  await forget(req.params.customer);
  res.status(204).end();
});
`,
  "src/auth.ts": `export function requireAuth(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end();
  next();
}
`,
  "src/customers.ts": `import { Pool } from "pg";
const pool = new Pool();

export async function find(id: string) {
  return (await pool.query("SELECT email FROM addresses WHERE id = $1", [id])).rows[0];
}
export async function forget(id: string) {
  await pool.query("DELETE FROM orders WHERE customer_id = $1", [id]);
  await pool.query("UPDATE customers SET email = NULL WHERE id = $1", [id]);
}
export async function nicks() {
  return (await pool.query("SELECT nick FROM customers")).rows;
}
`,
};

async function why(
  asked: string,
  { files = shop, within = "" }: { files?: Record<string, string>; within?: string } = {},
) {
  const { project, locator } = await lint({ tree: memoryTree(files), config: {}, check: false });
  const found = lookUp(project, asked, within);
  if (found.is === "unknown") return found.near;
  if (found.is === "ambiguous") return found.candidates.map(({ kind, name, at }) => `${kind} ${name} ${at.file}`);
  const { parts } = accountOf(project, found.topic);
  return Object.fromEntries(
    parts.map(({ layer, entries }) => [layer, entries.map(({ at, what }) => `${at.file}:${locator.line(at)} ${what}`)]),
  );
}

describe("from the contract down", () => {
  const account = {
    contract: ["openapi.yaml:6 `GET /customers/{id}` (`getCustomer`), asks for token"],
    routes: [
      "src/app.ts:6 `GET /customers/{customer}`, express, asks for credentials: `requireAuth` turns away a request without credentials",
    ],
    guards: ["src/app.ts:6 `requireAuth`, for the route: turns away who may not pass"],
    handlers: ["src/app.ts:6 a nameless function, the handler", "src/customers.ts:4 `find`, sends a query"],
    queries: ["src/customers.ts:5 SELECT from `customers` through view `addresses`"],
    tables: [
      "migrations/001_start.up.sql:1 `customers`, 2 columns, of migrations",
      "migrations/001_start.up.sql:2 foreign key `orders.customer_id` leads here",
      "migrations/002_names.up.sql:4 view `addresses` reads it",
    ],
    migrations: [
      "migrations/001_start.up.sql:1 creates table `people`",
      "migrations/002_names.up.sql:1 renames table `people` to `customers`",
      "migrations/002_names.up.sql:2 renames column `mail` to `email`",
      "migrations/002_names.up.sql:3 creates index `customers_email_idx` on (lower(email))",
      "migrations/003_less.up.sql:1 drops column `nick`",
      "migrations/003_less.up.sql:2 changes rows: `email`",
    ],
  };

  test.each([
    ["getCustomer"],
    ["GET /customers/{id}"],
    ["get /customers/:whatever"],
    ["openapi:GET /customers/{id}#responses/200"],
    ["typescript:src/app.ts#GET /customers/{customer}"],
  ])("%s is the operation, its route, what that runs and where it leads", async (asked) => {
    expect(await why(asked)).toEqual(account);
  });

  test("a route that no one may be turned away from, with two tables", async () => {
    expect(await why("DELETE /customers/{id}")).toMatchObject({
      contract: ["openapi.yaml:7 `DELETE /customers/{id}`, asks for no credentials"],
      queries: [
        "src/customers.ts:8 DELETE from `orders`: filters by customer_id",
        "src/customers.ts:9 UPDATE of `customers`: writes email; filters by id",
      ],
      migrations: expect.arrayContaining(["migrations/001_start.up.sql:2 `orders`: creates table `orders`"]),
    });
  });

  test("a function is followed both ways", async () => {
    expect(await why("forget")).toMatchObject({
      contract: ["openapi.yaml:7 `DELETE /customers/{id}`, asks for no credentials"],
      handlers: ["src/customers.ts:7 `forget`, sends a query"],
    });
  });
});

describe("from a column up", () => {
  test.each([
    ["customers.email"],
    ["people.mail"],
    ["sql:public.customers.email"],
    ["public.customers.email"],
    ["email"],
  ])("%s is the column under all its names", async (asked) => {
    expect(await why(asked)).toEqual({
      contract: [
        "openapi.yaml:6 `GET /customers/{id}` (`getCustomer`), asks for token",
        "openapi.yaml:7 `DELETE /customers/{id}`, asks for no credentials",
      ],
      routes: [expect.stringContaining("src/app.ts:6 `GET"), expect.stringContaining("src/app.ts:9 `DELETE")],
      queries: [
        "src/customers.ts:5 SELECT from `customers` through view `addresses`, in `find`, for `GET /customers/{customer}`",
        "src/customers.ts:9 UPDATE of `customers`: writes it, in `forget`, for `DELETE /customers/{customer}`",
      ],
      tables: [
        "migrations/001_start.up.sql:1 `customers.email` text",
        "migrations/002_names.up.sql:4 view `addresses` reads it",
      ],
      migrations: [
        "migrations/001_start.up.sql:1 creates table `people`",
        "migrations/002_names.up.sql:2 renames column `mail` to `email`",
        "migrations/002_names.up.sql:3 creates index `customers_email_idx` on (lower(email))",
        "migrations/003_less.up.sql:2 changes rows: `email`",
      ],
    });
  });

  test("the key's column is told from which tables keys lead to it", async () => {
    expect(await why("customers.id")).toMatchObject({
      tables: expect.arrayContaining(["migrations/001_start.up.sql:2 foreign key `orders.customer_id` leads here"]),
    });
  });

  test("what is gone is told with what names it still", async () => {
    expect(await why("customers.nick")).toEqual({
      queries: ["src/customers.ts:12 SELECT that names what is gone, in `nicks`"],
      tables: ["migrations/003_less.up.sql:1 `customers.nick` is gone: no migration after this one makes it again"],
      migrations: [
        "migrations/001_start.up.sql:1 creates table `people`",
        "migrations/003_less.up.sql:1 drops column `nick`",
      ],
    });
  });
});

describe("a name that does not say enough", () => {
  test("gives everything that has it", async () => {
    expect(await why("/customers/{id}")).toEqual([
      "route GET /customers/{customer} src/app.ts",
      "route DELETE /customers/{customer} src/app.ts",
    ]);
    expect(await why("id")).toEqual([
      "column customers.id migrations/001_start.up.sql",
      "column orders.id migrations/001_start.up.sql",
    ]);
  });

  test("is told apart by the folder", async () => {
    const files = {
      "a/migrations/001_a.up.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\n",
      "b/migrations/001_b.up.sql": "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n",
    };
    expect(await why("users", { files })).toEqual([
      "table users a/migrations/001_a.up.sql",
      "table users b/migrations/001_b.up.sql",
    ]);
    expect(await why("users", { files, within: "a" })).toMatchObject({
      migrations: ["a/migrations/001_a.up.sql:1 creates table `users`"],
    });
  });

  test.each([
    ["custmers", "; did you mean `customers`?"],
    ["getCustomers", "; did you mean `getCustomer`?"],
    ["/costumers/{id}", "; did you mean `/customers/{id}`?"],
    ["nothing like it at all", ""],
  ])("%s is not known", async (asked, near) => {
    expect(await why(asked)).toBe(near);
  });
});
