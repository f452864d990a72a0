import { ts } from "ts-morph";
import type { NodeHandler } from "../extractor.ts";

/** Which imported names are used as values: the others disappear when TypeScript is compiled, and so does their import. */
export interface Usage {
  readonly visit: NodeHandler;
  isValue(local: string): boolean;
}

/** Ask `isValue` only once the walk has ended. In JavaScript every import remains. */
export function createUsage(sourceFile: ts.SourceFile, file: string): Usage {
  if (!/\.[cm]?tsx?$/.test(file)) return { visit: () => {}, isValue: () => true };
  const unused = importedNames(sourceFile);
  return {
    visit(node) {
      const { text } = node as ts.Identifier;
      if (unused.has(text) && isValueUse(node as ts.Identifier)) unused.delete(text);
    },
    isValue: (local) => !unused.has(local),
  };
}

function importedNames(sourceFile: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of sourceFile.statements) {
    if (ts.isImportEqualsDeclaration(statement)) names.add(statement.name.text);
    if (!ts.isImportDeclaration(statement) || !statement.importClause) continue;
    const { name, namedBindings } = statement.importClause;
    if (name) names.add(name.text);
    if (namedBindings && ts.isNamespaceImport(namedBindings)) names.add(namedBindings.name.text);
    else if (namedBindings) for (const element of namedBindings.elements) names.add(element.name.text);
  }
  return names;
}

function isValueUse(identifier: ts.Identifier): boolean {
  let node: ts.Node = identifier;
  while (ts.isQualifiedName(node.parent) && node.parent.left === node) node = node.parent;
  const { parent } = node;
  switch (parent.kind) {
    case ts.SyntaxKind.TypeReference:
      return isEmittedAsMetadata(parent as ts.TypeReferenceNode);
    case ts.SyntaxKind.QualifiedName:
    case ts.SyntaxKind.TypeQuery:
    case ts.SyntaxKind.TypePredicate:
    case ts.SyntaxKind.ImportSpecifier:
    case ts.SyntaxKind.ImportClause:
    case ts.SyntaxKind.NamespaceImport:
      return false;
    case ts.SyntaxKind.ShorthandPropertyAssignment:
      return true;
    case ts.SyntaxKind.ImportEqualsDeclaration:
      return (parent as ts.ImportEqualsDeclaration).name !== node;
    case ts.SyntaxKind.ExportSpecifier: {
      const specifier = parent as ts.ExportSpecifier;
      const declaration = specifier.parent.parent;
      return (
        !declaration.moduleSpecifier &&
        !specifier.isTypeOnly &&
        !declaration.isTypeOnly &&
        (specifier.propertyName ?? specifier.name) === node
      );
    }
    case ts.SyntaxKind.BindingElement:
      return (parent as ts.BindingElement).initializer === node;
  }
  if ((parent as ts.NamedDeclaration).name === node) return false;
  while (ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node) node = node.parent;
  if (ts.isExpressionWithTypeArguments(node.parent) && ts.isHeritageClause(node.parent.parent)) {
    const clause = node.parent.parent;
    return clause.token === ts.SyntaxKind.ExtendsKeyword && !ts.isInterfaceDeclaration(clause.parent);
  }
  return true;
}

/**
 * `emitDecoratorMetadata` turns the types of decorated members and of a decorated class's constructor into values: that
 * is how NestJS and TypeORM know them. Only a plain reference is emitted, alone or beside `null` and `undefined`.
 */
function isEmittedAsMetadata(reference: ts.TypeReferenceNode): boolean {
  let type: ts.TypeNode = reference;
  if (ts.isUnionTypeNode(type.parent)) {
    if (type.parent.types.some((other) => other !== reference && !isNullish(other))) return false;
    type = type.parent;
  }
  const holder = type.parent;
  if (ts.isParameter(holder) && holder.type === type) {
    const owner = holder.parent;
    return isDecorated(holder) || isDecorated(ts.isConstructorDeclaration(owner) ? owner.parent : owner);
  }
  if (ts.isPropertyDeclaration(holder) || ts.isMethodDeclaration(holder) || ts.isAccessor(holder))
    return holder.type === type && isDecorated(holder);
  return false;
}

function isNullish(type: ts.TypeNode): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  );
}

function isDecorated(node: ts.Node): boolean {
  return ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0;
}
