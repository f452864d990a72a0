import { ts } from "ts-morph";

const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
/** Functions that send GET when no method is given: `fetch`, Fastify's and light-my-request's `inject`, Hono's and Cypress's `request`. */
const defaultsToGet = new Set(["fetch", "inject", "request", "Request"]);

/**
 * The method that stands beside a path: the verb that is called with it (`request(app).get("/users")`), the option beside
 * it (`{ method: "POST", url: "/users" }`, `fetch("/users", { method: "POST" })`), or the word before it (`["GET", "/users"]`).
 * `null` where none is told; `mock` where the path is no request to the system under test, but the stand-in of another.
 */
export function methodBeside(path: ts.Expression): string | null | "mock" {
  const node = outermost(path);
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return inOptions(parent.parent);
  if (ts.isArrayLiteralExpression(parent)) return firstMethod(parent.elements);
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return null;
  const args: readonly ts.Expression[] = parent.arguments ?? [];
  const at = args.indexOf(node);
  if (at < 0) return null;
  const name = calledName(parent.expression);
  if (at > 0) return firstMethod(args.slice(0, at));
  if (isMock(parent.expression, name, args)) return "mock";
  const verb = name === "del" ? "DELETE" : name.toUpperCase();
  if (methods.has(verb)) return verb;
  const options = args[1];
  if (options && ts.isObjectLiteralExpression(options)) {
    const told = methodOption(options);
    if (told !== undefined) return told;
  } else if (options) return null;
  return defaultsToGet.has(name) ? "GET" : null;
}

/** `GET /users`, as titles of tests have it: the method, or null. */
export function methodNamed(text: string): string | null {
  const word = /^([A-Z]+)\s+(?=\/)/.exec(text)?.[1];
  return word !== undefined && methods.has(word) ? word : null;
}

/** Out of casts, parentheses and what only writes it as a URL. */
function outermost(node: ts.Expression): ts.Expression {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent))
    return outermost(parent);
  const wraps = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.arguments?.[0] === node;
  return wraps && /^(?:encodeURI|URL|String)$/.test(calledName(parent.expression)) ? outermost(parent) : node;
}

function calledName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
}

/** nock, axios-mock-adapter, and msw's `http.get("/users", () => …)`. */
function isMock(callee: ts.Expression, name: string, args: readonly ts.Expression[]): boolean {
  if (name === "nock" || /^on(?:Get|Post|Put|Patch|Delete|Any)$/.test(name)) return true;
  let root = callee;
  while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const answers = args[1] !== undefined && (ts.isArrowFunction(args[1]) || ts.isFunctionExpression(args[1]));
  return root.text === "nock" || (answers && /^(?:http|rest|msw|mock\w*)$/.test(root.text));
}

function inOptions(options: ts.Node): string | null {
  if (!ts.isObjectLiteralExpression(options)) return null;
  const told = methodOption(options);
  if (told !== undefined) return told;
  const call = options.parent;
  return ts.isCallExpression(call) && calledName(call.expression) === "inject" ? "GET" : null;
}

/** Undefined where no method is given, null where it is not known. */
function methodOption(options: ts.ObjectLiteralExpression): string | null | undefined {
  for (const property of options.properties) {
    if (ts.isSpreadAssignment(property)) return null;
    const { name } = property;
    if (!name || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name)) || name.text !== "method") continue;
    return ts.isPropertyAssignment(property) ? methodWritten(property.initializer) : null;
  }
  return undefined;
}

function firstMethod(nodes: readonly ts.Expression[]): string | null {
  for (const node of nodes) {
    const method = methodWritten(node);
    if (method !== null) return method;
  }
  return null;
}

function methodWritten(node: ts.Expression): string | null {
  if (ts.isAsExpression(node)) return methodWritten(node.expression);
  if (!ts.isStringLiteralLike(node)) return null;
  const method = node.text.toUpperCase();
  return methods.has(method) ? method : null;
}
