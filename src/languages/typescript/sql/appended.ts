import { ts } from "ts-morph";
import { unwrap } from "./unwrap.ts";

/** ``SQL`…`.append(…)``, as sql-template-strings and its like put a text together. */
export function isAppendable(expression: ts.Node): boolean {
  let node: ts.Expression = unwrap(expression as ts.Expression);
  while (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "append"
  )
    node = unwrap(node.expression.expression);
  return ts.isTaggedTemplateExpression(node) && (node !== expression || ts.isTaggedTemplateExpression(expression));
}

/**
 * Whether something is put behind the text a variable holds, anywhere in the function it is declared in: `q.append(…)`,
 * `q += …`.
 */
export function isAppended(declaration: ts.Node | undefined): boolean {
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  let scope: ts.Node = declaration;
  while (scope.parent && !ts.isFunctionLike(scope)) scope = scope.parent;
  const name = declaration.name.text.replaceAll("$", "\\$");
  return new RegExp(`(?<![\\w$.])${name}\\s*(?:\\.append\\(|\\+=)`).test(scope.getText());
}
