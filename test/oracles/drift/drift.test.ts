import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../../../src/engine/lint.ts";
import { memoryTree } from "../../support/memory-tree.ts";

/** A contract and a server that agree in everything. */
const folder = path.join(import.meta.dirname, "../../../fixtures/projects/library");
const names = ["package.json", "openapi.yaml", "src/app.ts", "src/guard.ts", "src/books.ts", "src/loans.ts"];
const library = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));

/** One change to one file; the text must stand in it, or the drift would test nothing. */
function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = library[file] as string;
  expect(text, `${file} holds the text to change once`).toSatisfy(() => text.split(from).length === 2);
  return { ...library, [file]: text.replace(from, to) };
}

/** What all rules say, the strict ones too: the rule and message, and the files it frames. */
async function findings(files: Readonly<Record<string, string>>): Promise<string[]> {
  const run = await lint({ cwd: folder, tree: memoryTree(files), config: { preset: "strict" }, only: ["contract/*"] });
  return run.result.findings.map(({ rule, message, primary, related }) => {
    const frames = [primary, ...related].map(({ file }) => file);
    return `${rule}: ${message} [${[...new Set(frames)].join(", ")}]`;
  });
}

it("finds nothing where contract and code agree", async () => {
  expect(await findings(library)).toEqual([]);
});

describe("drift made on purpose gives exactly its finding, with both sides", () => {
  it("an operation is removed from the contract", async () => {
    const operation = `    post:
      responses:
        "201":
          description: Lent
`;
    expect(await findings(changed("openapi.yaml", operation, ""))).toEqual([
      "contract/route-documented: route `POST /api/loans` is not in the contract [src/loans.ts, openapi.yaml]",
    ]);
  });

  it("a route is removed from the code", async () => {
    const route = 'loans.post("/", requireReader, (_request, response) => response.status(201).json({}));\n';
    expect(await findings(changed("src/loans.ts", route, ""))).toEqual([
      "contract/operation-implemented: no route serves `POST /loans`; the code has `GET /api/loans` [openapi.yaml, src/loans.ts]",
    ]);
  });

  it("a path parameter is renamed", async () => {
    const from = 'books.delete("/:isbn", requireReader, (request, response) => {\n  shelf.delete(request.params.isbn);';
    expect(await findings(changed("src/books.ts", from, from.replaceAll("isbn", "barcode")))).toEqual([
      "contract/parameters-match: `DELETE /books/{isbn}` has the path parameter `isbn`, which the code calls `barcode` [openapi.yaml, src/books.ts]",
    ]);
  });

  it("a query parameter is read that nobody declared", async () => {
    expect(await findings(changed("src/books.ts", "request.query.page", "request.query.after"))).toEqual([
      "contract/parameters-match: `GET /books` reads the query parameter `after`, which the contract does not declare [src/books.ts, openapi.yaml]",
    ]);
  });

  it("the guard of a route is dropped", async () => {
    expect(await findings(changed("src/loans.ts", 'post("/", requireReader,', 'post("/",'))).toEqual([
      "contract/auth-matches: `POST /loans` asks for `reader` in the contract, and its route lets everybody in [src/loans.ts, openapi.yaml]",
    ]);
  });

  it("what was protected is called public", async () => {
    const from = "  /loans:\n    get:\n";
    expect(await findings(changed("openapi.yaml", from, `${from}      security: []\n`))).toEqual([
      "contract/auth-matches: the route of `GET /loans` asks for credentials, and the contract says it is public [openapi.yaml, src/loans.ts]",
    ]);
  });

  it("a status is added", async () => {
    const from = "  shelf.delete(request.params.isbn);\n";
    const to = `  if (!shelf.has(request.params.isbn)) return response.status(410).json({});\n${from}`;
    expect(await findings(changed("src/books.ts", from, to))).toEqual([
      "contract/status-declared: `DELETE /books/{isbn}` answers 410, which the contract does not declare [src/books.ts, openapi.yaml]",
    ]);
  });

  it("an enum loses a member in the code", async () => {
    expect(await findings(changed("src/books.ts", '["novel", "poem", "map"]', '["novel", "poem"]'))).toEqual([
      "contract/schema-matches: the property `kind` of `POST /books` refuses `map`, which the contract allows [src/books.ts, openapi.yaml]",
    ]);
  });

  it("an enum loses a member in the contract", async () => {
    expect(await findings(changed("openapi.yaml", "enum: [novel, poem, map]", "enum: [novel, poem]"))).toEqual([
      "contract/schema-matches: the property `kind` of `POST /books` takes `map`, which the contract does not name [src/books.ts, openapi.yaml]",
    ]);
  });

  it("a property becomes required in the code alone", async () => {
    expect(await findings(changed("openapi.yaml", "required: [title, kind]", "required: [title]"))).toEqual([
      "contract/schema-matches: the property `kind` of `POST /books` must be given, and is optional in the contract [src/books.ts, openapi.yaml]",
    ]);
  });
});
