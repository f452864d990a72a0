import { lint } from "../../engine/lint.ts";
import { memoryTree } from "../../tester/memory-tree.ts";
import { fail, ok, type Check } from "./check.ts";

/** One file for each parser, with what it makes of it. */
const sample = {
  "openapi.yaml":
    "openapi: 3.1.0\ninfo: { title: Sample, version: '1' }\npaths: { /users: { get: { responses: { '200': { description: users } } } } }\n",
  "migrations/001_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\n",
  "src/server.ts":
    'import express from "express";\nconst app = express();\napp.get("/users", (request, response) => response.json([]));\napp.listen(80);\n',
};

/** Whether what parses OpenAPI, SQL and TypeScript is installed whole: a sample of each is read. */
export async function checkParsers(): Promise<Check> {
  const remedy = "install archlint anew; what it prints with --debug says which part is missing";
  try {
    const { result } = await lint({ tree: memoryTree(sample), config: {}, check: false });
    const { operations, statements, routes } = result.examined;
    const read = operations === 1 && statements === 1 && routes === 1 && result.unread.length === 0 && !result.crashed;
    if (read) return ok("parsers", "OpenAPI, PostgreSQL and TypeScript are read");
    return fail(
      "parsers",
      `of a sample ${operations} of 1 operation, ${statements} of 1 statement and ${routes} of 1 route was read`,
      remedy,
    );
  } catch (error) {
    return fail("parsers", (error as Error).message.split("\n", 1)[0] as string, remedy);
  }
}
