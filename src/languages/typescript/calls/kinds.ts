import { ts } from "ts-morph";

/**
 * A set of syntax kinds, to ask of very many nodes: TypeScript's own predicates are each looked up on its namespace and
 * called, which costs more than the question.
 */
export function kindsOf(...kinds: readonly ts.SyntaxKind[]): readonly boolean[] {
  const table: boolean[] = Array.from({ length: ts.SyntaxKind.Count }, () => false);
  for (const kind of kinds) table[kind] = true;
  return table;
}

/** Whatever has a body of its own that runs when it is called. */
export const functions = kindsOf(
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
);
