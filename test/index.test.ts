import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { authoring } from "../src/config/load-code.ts";
import * as archlint from "../src/index.ts";

describe("the public API", () => {
  it("is what it says, and grows only on purpose", () => {
    expect(Object.keys(archlint).sort()).toEqual([
      "RuleTester",
      "choice",
      "count",
      "defineConfig",
      "definePlugin",
      "defineRule",
      "flag",
      "lint",
      "list",
      "lists",
      "text",
    ]);
  });

  it("is there for configurations and plugins where archlint is not installed, but for what runs it", () => {
    const { RuleTester: _, lint: __, ...rest } = archlint;
    expect(authoring).toEqual(rest);
  });

  // A name that goes is a break for plugins: it needs a new version of the API, and an entry in the CHANGELOG.
  it("loses no type", () => {
    const promised = readFileSync(path.join(import.meta.dirname, "public-types.txt"), "utf8")
      .trim()
      .split("\n");
    const exported = new Set(exportedBy(path.join(import.meta.dirname, "../src/index.ts")));
    expect(promised.length).toBeGreaterThan(100);
    expect(promised.filter((name) => !exported.has(name))).toEqual([]);
  });
});

/** The names that a module exports, as it is written. */
function exportedBy(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      if (statement.exportClause && ts.isNamedExports(statement.exportClause))
        return statement.exportClause.elements.map((element) => element.name.text);
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      return exportedBy(path.join(path.dirname(file), from));
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const isNamed =
      ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isClassDeclaration(statement);
    return isExported && isNamed && statement.name ? [statement.name.text] : [];
  });
}
