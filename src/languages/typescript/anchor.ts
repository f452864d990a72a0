import { ts } from "ts-morph";

/** `typescript:src/users.ts#UserService.create`: the file and the named declarations around a node. */
export function anchorOf(file: string, node: ts.Node): string {
  const owner = ownerOf(node);
  return owner === null ? `typescript:${file}` : `typescript:${file}#${owner}`;
}

/** The names of the declarations around a node, the outermost first, joined by dots; null at the top of a file. */
export function ownerOf(node: ts.Node): string | null {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at && at.kind !== ts.SyntaxKind.SourceFile; at = at.parent) {
    const name = declaredName(at);
    if (name !== null) names.push(name);
  }
  return names.length === 0 ? null : names.toReversed().join(".");
}

function declaredName(node: ts.Node): string | null {
  switch (node.kind) {
    case ts.SyntaxKind.Constructor:
      return "constructor";
    case ts.SyntaxKind.ExportAssignment:
      return "default";
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.ClassDeclaration: {
      const { name } = node as ts.FunctionDeclaration | ts.ClassDeclaration;
      return name ? name.text : "default";
    }
    case ts.SyntaxKind.ModuleDeclaration:
    case ts.SyntaxKind.EnumDeclaration:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
    case ts.SyntaxKind.PropertyDeclaration:
    case ts.SyntaxKind.PropertyAssignment:
    case ts.SyntaxKind.VariableDeclaration:
      return nameText((node as ts.VariableDeclaration | ts.PropertyAssignment).name);
    case ts.SyntaxKind.BinaryExpression:
      return assignedName(node as ts.BinaryExpression);
    default:
      return null;
  }
}

/** A plain name; null for patterns and computed names, which say nothing stable. */
function nameText(name: ts.PropertyName | ts.BindingName): string | null {
  if (
    ts.isIdentifier(name) ||
    ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name) ||
    ts.isPrivateIdentifier(name)
  )
    return name.text;
  return null;
}

/** `exports.up = …` and `module.exports.up = …` declare `up`. */
function assignedName(node: ts.BinaryExpression): string | null {
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const { left } = node;
  if (!ts.isPropertyAccessExpression(left)) return null;
  const object = left.expression;
  const isExports = ts.isIdentifier(object)
    ? object.text === "exports"
    : ts.isPropertyAccessExpression(object) && object.name.text === "exports";
  return isExports ? left.name.text : null;
}
