import { ts } from "ts-morph";
import { functions, kindsOf } from "./kinds.ts";

/** The declaration an identifier leads to within its file, as nodes; numbers are given to them later. */
export type Declaration =
  | { readonly kind: "variable"; readonly node: ts.VariableDeclaration; readonly element: ts.BindingElement | null }
  | {
      readonly kind: "parameter";
      readonly node: ts.ParameterDeclaration;
      readonly function: ts.SignatureDeclaration;
      readonly path: readonly string[];
    }
  | { readonly kind: "function"; readonly node: ts.FunctionDeclaration | ts.FunctionExpression }
  | { readonly kind: "class"; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: "import"; readonly local: string }
  /** An enum, a namespace, a caught error: declared, and not followed. */
  | { readonly kind: "declared" };

type Index = ReadonlyMap<string, Declaration>;

/**
 * Finds what a name stands for, by lexical scope. Each scope is indexed when the first name is looked up in it, so that
 * all lookups of a file together cost one pass over its declarations.
 */
export function createLookup(): (name: string, from: ts.Node) => Declaration | null {
  const indexes = new Map<ts.Node, Index>();
  return (name, from) => {
    for (let at: ts.Node = from.parent; at; at = at.parent) {
      if (!blocks[at.kind] && !functions[at.kind]) continue;
      let index = indexes.get(at);
      if (!index) indexes.set(at, (index = indexOf(at)));
      const found = index.get(name);
      if (found) return found;
    }
    return null;
  };
}

/** What names are declared in, functions apart. */
const blocks = kindsOf(
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
);

function indexOf(scope: ts.Node): Index {
  const index = new Map<string, Declaration>();
  if (ts.isFunctionLike(scope)) {
    if (ts.isFunctionExpression(scope) && scope.name) index.set(scope.name.text, { kind: "function", node: scope });
    for (const node of scope.parameters) addParameter(node, scope, index);
  } else if (ts.isClassExpression(scope)) {
    if (scope.name) index.set(scope.name.text, { kind: "class", node: scope });
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) addDeclared(scope.variableDeclaration.name, index);
  } else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    if (initializer && ts.isVariableDeclarationList(initializer)) addVariables(initializer, index);
  } else if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) for (const statement of clause.statements) addStatement(statement, index);
  } else if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    for (const statement of scope.statements) addStatement(statement, index);
  }
  return index;
}

function addStatement(statement: ts.Statement, index: Map<string, Declaration>): void {
  if (ts.isVariableStatement(statement)) addVariables(statement.declarationList, index);
  else if (ts.isFunctionDeclaration(statement)) {
    // Of overloads, the one with a body counts.
    if (statement.name && (statement.body || !index.has(statement.name.text)))
      index.set(statement.name.text, { kind: "function", node: statement });
  } else if (ts.isClassDeclaration(statement)) {
    if (statement.name) index.set(statement.name.text, { kind: "class", node: statement });
  } else if (ts.isEnumDeclaration(statement)) index.set(statement.name.text, { kind: "declared" });
  else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) {
    if (!index.has(statement.name.text)) index.set(statement.name.text, { kind: "declared" });
  } else if (ts.isImportDeclaration(statement)) addImports(statement, index);
  else if (ts.isImportEqualsDeclaration(statement))
    index.set(statement.name.text, { kind: "import", local: statement.name.text });
}

function addImports({ importClause }: ts.ImportDeclaration, index: Map<string, Declaration>): void {
  const add = (name: ts.Identifier) => index.set(name.text, { kind: "import", local: name.text });
  if (importClause?.name) add(importClause.name);
  const named = importClause?.namedBindings;
  if (named && ts.isNamespaceImport(named)) add(named.name);
  else for (const element of named?.elements ?? []) add(element.name);
}

function addVariables(list: ts.VariableDeclarationList, index: Map<string, Declaration>): void {
  for (const node of list.declarations) {
    if (ts.isIdentifier(node.name)) {
      if (requires(node.initializer)) index.set(node.name.text, { kind: "import", local: node.name.text });
      else index.set(node.name.text, { kind: "variable", node, element: null });
    } else addPattern(node.name, node, requires(node.initializer), index);
  }
}

function addPattern(
  pattern: ts.BindingPattern,
  node: ts.VariableDeclaration,
  imported: boolean,
  index: Map<string, Declaration>,
): void {
  for (const element of pattern.elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (!ts.isIdentifier(element.name)) addPattern(element.name, node, imported, index);
    else if (imported) index.set(element.name.text, { kind: "import", local: element.name.text });
    else index.set(element.name.text, { kind: "variable", node, element });
  }
}

/** `const x = require("x")`: the file's imports know it. */
function requires(value: ts.Expression | undefined): boolean {
  return (
    value !== undefined &&
    ts.isCallExpression(value) &&
    ts.isIdentifier(value.expression) &&
    value.expression.text === "require"
  );
}

function addParameter(
  node: ts.ParameterDeclaration,
  of: ts.SignatureDeclaration,
  index: Map<string, Declaration>,
): void {
  const add = (name: ts.BindingName, path: readonly string[]) => {
    if (ts.isIdentifier(name)) index.set(name.text, { kind: "parameter", node, function: of, path });
    else
      for (const element of name.elements)
        if (!ts.isOmittedExpression(element)) add(element.name, [...path, keyOf(element)]);
  };
  add(node.name, []);
}

function addDeclared(name: ts.BindingName, index: Map<string, Declaration>): void {
  if (ts.isIdentifier(name)) index.set(name.text, { kind: "declared" });
  else for (const element of name.elements) if (!ts.isOmittedExpression(element)) addDeclared(element.name, index);
}

/** The member of the whole that an element of a pattern takes: `[]` for a position in an array and for the rest. */
function keyOf(element: ts.BindingElement): string {
  if (element.dotDotDotToken || !ts.isObjectBindingPattern(element.parent)) return "[]";
  const key = element.propertyName ?? element.name;
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : "[]";
}

/** From the whole to an element of its pattern: `["config", "url"]` of `const { config: { url } } = …`. */
export function pathTo(element: ts.BindingElement): readonly string[] {
  const path: string[] = [];
  for (let at: ts.Node = element; ts.isBindingElement(at); at = at.parent.parent) path.push(keyOf(at));
  return path.toReversed();
}
