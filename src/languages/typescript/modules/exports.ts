import { ts } from "ts-morph";
import type { ExportFact } from "../../../facts/code-file.ts";
import type { CreateExtractor } from "../extractor.ts";

/** What a module exports by itself, in ES and CommonJS; read off its top-level statements, without visitors. */
export const createExports: CreateExtractor<readonly ExportFact[]> = ({ sourceFile }) => ({
  visitors: {},
  finish() {
    const facts: ExportFact[] = [];
    const add: Add = (node, exported, local, type = false) =>
      facts.push({ exported, local, type, start: node.getStart(sourceFile), end: node.end });
    for (const statement of sourceFile.statements) readStatement(statement, add);
    return facts;
  },
});

type Add = (node: ts.Node, exported: string, local: string | null, type?: boolean) => void;

function readStatement(statement: ts.Statement, add: Add): void {
  if (ts.isExportAssignment(statement)) {
    add(statement, "default", ts.isIdentifier(statement.expression) ? statement.expression.text : null);
  } else if (ts.isExportDeclaration(statement)) {
    if (statement.moduleSpecifier || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) return;
    for (const element of statement.exportClause.elements) {
      add(
        element,
        element.name.text,
        (element.propertyName ?? element.name).text,
        statement.isTypeOnly || element.isTypeOnly,
      );
    }
  } else if (ts.isExpressionStatement(statement)) {
    if (ts.isBinaryExpression(statement.expression)) readAssignment(statement.expression, add);
  } else if (ts.canHaveModifiers(statement)) {
    const modifiers = ts.getModifiers(statement) ?? [];
    if (modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) {
      readDeclaration(
        statement,
        modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword),
        add,
      );
    }
  }
}

function readDeclaration(statement: ts.Statement, isDefault: boolean, add: Add): void {
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations)
      for (const name of boundNames(declaration.name)) add(declaration, name, name);
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    const name = statement.name?.text ?? null;
    if (isDefault || name !== null) add(statement, isDefault ? "default" : (name as string), name);
  } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    add(statement, isDefault ? "default" : statement.name.text, statement.name.text, true);
  } else if (
    ts.isEnumDeclaration(statement) ||
    (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name))
  ) {
    add(statement, statement.name.text, statement.name.text);
  }
}

/** `module.exports = …`, `module.exports.a = …`, `exports.a = …`; of an object literal, each of its names. */
function readAssignment(node: ts.BinaryExpression, add: Add): void {
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  const { left, right } = node;
  const local = ts.isIdentifier(right) ? right.text : null;
  if (isModuleExports(left)) {
    add(node, "default", local);
    if (!ts.isObjectLiteralExpression(right)) return;
    for (const property of right.properties) {
      if (ts.isShorthandPropertyAssignment(property)) add(property, property.name.text, property.name.text);
      else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)) {
        add(property, property.name.text, ts.isIdentifier(property.initializer) ? property.initializer.text : null);
      } else if (ts.isMethodDeclaration(property) && ts.isIdentifier(property.name))
        add(property, property.name.text, null);
    }
  } else if (ts.isPropertyAccessExpression(left) && (isModuleExports(left.expression) || isExports(left.expression))) {
    add(node, left.name.text, local);
  }
}

function isExports(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === "exports";
}

function isModuleExports(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "exports" &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "module"
  );
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}
