import { ts } from "ts-morph";
import type { CallFacts, ValueFact } from "../../../facts/calls.ts";
import type { Numbering } from "./numbering.ts";
import type { Values } from "./values.ts";

/** What a file exports by itself, by name: `default`, and `*` for what `module.exports` is set to. */
export function exportedValues(sourceFile: ts.SourceFile, numbers: Numbering, values: Values): CallFacts["exports"] {
  const found: { name: string; value: ValueFact }[] = [];
  const add = (name: string, value: ValueFact) => found.push({ name, value });
  for (const statement of sourceFile.statements) {
    if (ts.isExportAssignment(statement)) {
      add(statement.isExportEquals ? "*" : "default", values.value(statement.expression));
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName } of statement.exportClause.elements) {
        const local = propertyName ?? name;
        if (ts.isIdentifier(local)) add(name.text, values.value(local));
      }
    } else if (ts.isExpressionStatement(statement)) {
      const assigned = commonJs(statement.expression);
      if (assigned) add(assigned.name, values.value(assigned.value));
    } else if (isExported(statement)) addDeclared(statement, numbers, values, add);
  }
  return found;
}

function addDeclared(
  statement: ts.Statement,
  numbers: Numbering,
  values: Values,
  add: (name: string, value: ValueFact) => void,
): void {
  const isDefault = modifiers(statement).includes(ts.SyntaxKind.DefaultKeyword);
  if (ts.isFunctionDeclaration(statement) && statement.body)
    add(isDefault ? "default" : (statement.name?.text ?? ""), {
      kind: "function",
      function: numbers.functionOf(statement),
    });
  else if (ts.isClassDeclaration(statement))
    add(isDefault ? "default" : (statement.name?.text ?? ""), { kind: "class", class: numbers.classOf(statement) });
  else if (ts.isVariableStatement(statement))
    for (const { name } of statement.declarationList.declarations) addNames(name, values, add);
}

function addNames(name: ts.BindingName, values: Values, add: (name: string, value: ValueFact) => void): void {
  if (ts.isIdentifier(name)) add(name.text, values.value(name));
  else for (const element of name.elements) if (!ts.isOmittedExpression(element)) addNames(element.name, values, add);
}

/** `module.exports = …`, `exports.x = …` and `module.exports.x = …`. */
function commonJs(node: ts.Expression): { name: string; value: ts.Expression } | null {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left)) return null;
  if (isModuleExports(left)) return { name: "*", value: right };
  const isMember =
    (ts.isIdentifier(left.expression) && left.expression.text === "exports") || isModuleExports(left.expression);
  return isMember ? { name: left.name.text, value: right } : null;
}

function isModuleExports(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "exports" &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "module"
  );
}

function isExported(statement: ts.Statement): boolean {
  return modifiers(statement).includes(ts.SyntaxKind.ExportKeyword);
}

function modifiers(statement: ts.Statement): readonly ts.SyntaxKind[] {
  return ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind) : [];
}
