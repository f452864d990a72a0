import { ts } from "ts-morph";

/** The part of a migration a node stands in: the nearest method, function or property named `up` or `down`. */
export function sectionOf(node: ts.Node): "up" | "down" | undefined {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    const name = nameOf(at);
    if (name === "up" || name === "down") return name;
    // Sequelize and db-migrate: `_up`; Umzug's objects and Knex name them plainly.
    if (name === "_up" || name === "_down") return name === "_up" ? "up" : "down";
  }
  return undefined;
}

function nameOf(node: ts.Node): string | null {
  if (
    ts.isMethodDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isVariableDeclaration(node)
  ) {
    return node.name && ts.isIdentifier(node.name) ? node.name.text : null;
  }
  if (
    !ts.isBinaryExpression(node) ||
    node.operatorToken.kind !== ts.SyntaxKind.EqualsToken ||
    !ts.isPropertyAccessExpression(node.left)
  )
    return null;
  return /^(?:module\.)?exports$/.test(node.left.expression.getText()) ? node.left.name.text : null;
}
