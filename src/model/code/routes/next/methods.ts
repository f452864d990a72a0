import type { Expression, Statement } from "../../../../facts/routes.ts";

/** What a route handler may export (https://nextjs.org/docs/app/api-reference/file-conventions/route). */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const KNOWN = new Set(METHODS);

/**
 * The methods an API route tells apart, in the order they are written: `req.method === "POST"`, `switch (req.method)`,
 * `["GET"].includes(req.method)`, a table by method. None where it serves every method alike.
 */
export function methodsIn(program: unknown): readonly string[] {
  const found: { readonly at: number; readonly method: string }[] = [];
  const stack: unknown[] = [program];
  let at = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== "object" || node === null) continue;
    for (const method of named(node as Expression | Statement)) if (KNOWN.has(method)) found.push({ at: at++, method });
    for (const value of Object.values(node).toReversed()) if (typeof value === "object") stack.push(value);
  }
  return [...new Set(found.map(({ method }) => method))];
}

function named(node: Expression | Statement): readonly string[] {
  switch (node.kind) {
    case "binary":
      if (!/^[!=]==?$/.test(node.operator)) return [];
      return isMethod(node.left) ? texts([node.right]) : isMethod(node.right) ? texts([node.left]) : [];
    case "switch":
      return isMethod(node.on) ? texts(node.cases.map(({ test }) => test)) : [];
    case "call": {
      const { callee } = node;
      const asked = callee.kind === "member" && callee.key === "includes" && node.arguments.some(isMethod);
      return asked && callee.object.kind === "array" ? texts(callee.object.items) : [];
    }
    case "object": {
      const keys = node.members.map(({ key }) => key ?? "");
      return keys.length > 0 && keys.every((key) => KNOWN.has(key)) ? keys : [];
    }
    default:
      return [];
  }
}

function isMethod(expression: Expression): boolean {
  if (expression.kind === "member") return expression.key === "method";
  return expression.kind === "name" && expression.name === "method";
}

function texts(expressions: readonly (Expression | null)[]): readonly string[] {
  return expressions.flatMap((each) => (each?.kind === "literal" ? [String(each.value)] : []));
}
