import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { textOf } from "./pages.ts";

/** One of each that cannot be understood, or only in part. */
const project = {
  "package.json": '{ "name": "shop", "dependencies": { "express": "5", "pg": "8", "guards": "1" } }',
  "migrations/0001_users.up.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE usrs (;\n",
  "migrations/0001_users.down.sql": "DROP TABLE users;\n",
  "src/app.ts": `import express from "express";
import { guard } from "guards";
import { Pool } from "pg";
import { paths, list } from "./generated";
const pool = new Pool();
const app = express();
app.get("/users", guard, async (request, response) => {
  response.json(await pool.query("SELECT FROM WHERE id users ("));
});
app.get("/search", guard, async (request, response) => {
  response.json(await pool.query(\`SELECT id FROM users WHERE \${request.query.filter}\`));
});
for (const path of paths()) app.get(path, list);
`,
};

it("the summary has each line that the page about limits names", async () => {
  const [, table = ""] = /^## Which line says so$([^]*?)^## /m.exec(textOf("docs/limits.md")) ?? [];
  const named = [...table.matchAll(/^\| `((?:\d+|auth of) [^`]+)` \|/gm)].map(([, line]) => line as string);
  expect(named).toHaveLength(5);
  const io = fakeIo({ cwd: tempFolder(project) });
  await run([], io);
  const summary = io.stdout.text.replaceAll("\n", " ");
  for (const line of named) {
    const [, thing, state] =
      /^(?:\d+ |auth of )(?:\d+ )?(.+?)s? (not understood|known in part|unknown)$/.exec(line) ?? [];
    const words = `${thing}s?(?:, \\d+ [a-z ]+?)* ${state}`;
    expect(summary, `${line}\n${io.stdout.text}`).toMatch(new RegExp(`\\d+ ${words}`));
  }
});
