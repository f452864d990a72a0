import { ts } from "ts-morph";

/** Route handlers of Next.js, by the names they are exported under, and what stands before them. */
const NAMES = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "middleware", "proxy"]);
/** `withAuth(handler)`: what stands around a handler, whatever its parameters are called. */
const WRAPPERS = /^with[A-Z]/;
const PARAMETER_TYPES = /^Next(Api|Fetch)?(Request|Response|Event)$/;
/** What is taken out of one object: `({ request, handler }) => …`. */
const HELD = new Set(["req", "request"]);
/** What makes answers says so: `(): Promise<Response> => …`. */
const RETURN_TYPES = /^(Next)?Response$/;
/** Who is calling, asked wherever code stands, for Next.js keeps the request at hand; and what answers that nobody is. */
const ASKS = new Set([
  "auth",
  "cookies",
  "headers",
  "getServerSession",
  "currentUser",
  "getIronSession",
  "unauthorized",
  "forbidden",
]);
const CLIENTS = new Set(["getUser", "getSession", "getClaims"]);

export function isNextLike(node: ts.FunctionLikeDeclaration, name: string | null): boolean {
  if (name !== null && (NAMES.has(name) || WRAPPERS.test(name))) return true;
  if (node.type && RETURN_TYPES.test(awaited(node.type) ?? "")) return true;
  return node.parameters.some(
    ({ type, name: target }) =>
      (type !== undefined && PARAMETER_TYPES.test(typeNameOf(type) ?? "")) ||
      (ts.isObjectBindingPattern(target) && target.elements.some(isHeld)),
  );
}

function isHeld({ propertyName, name }: ts.BindingElement): boolean {
  const key = propertyName ?? name;
  return ts.isIdentifier(key) && HELD.has(key.text);
}

/** The name of a type, of a promise the name of what it promises, with nothing where it is none: `Response | null`. */
function awaited(type: ts.TypeNode): string | null {
  if (ts.isUnionTypeNode(type)) return type.types.map(awaited).find((name) => RETURN_TYPES.test(name ?? "")) ?? null;
  const name = typeNameOf(type);
  const [inner] = ts.isTypeReferenceNode(type) && name === "Promise" ? (type.typeArguments ?? []) : [];
  return inner ? awaited(inner) : name;
}

function typeNameOf(type: ts.TypeNode): string | null {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : null;
}

/** `await auth()`, `supabase.auth.getUser()`, `NextResponse.json(…)`: what stands around it says who may go on. */
export function asksNext({ expression, arguments: given }: ts.CallExpression): boolean {
  if (ts.isIdentifier(expression)) return ASKS.has(expression.text);
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { name, expression: object } = expression;
  if (name.text === "json") return ts.isIdentifier(object) && /^(Next)?Response$/.test(object.text) && given.length > 0;
  const last = ts.isPropertyAccessExpression(object) ? object.name.text : null;
  return CLIENTS.has(name.text) && (last === "auth" || last === "api");
}

/** `export const POST = withAuth(async ({ user }) => …)`, `export default withIt({ GET: async () => … })`. */
export function wrappedHandlers({ parent, arguments: given }: ts.CallExpression): readonly ts.Node[] {
  const named = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && NAMES.has(parent.name.text);
  return named || ts.isExportAssignment(parent) ? given.flatMap((each) => functionsIn(each, 0)) : [];
}

const MOST_DEPTH = 3;

/** Functions among what a wrapper is given, in objects and in further wrappers. */
function functionsIn(node: ts.Expression, depth: number): readonly ts.Node[] {
  if (ts.isFunctionLike(node)) return [node];
  if (depth >= MOST_DEPTH) return [];
  if (ts.isCallExpression(node)) return node.arguments.flatMap((each) => functionsIn(each, depth + 1));
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property): readonly ts.Node[] => {
    if (ts.isMethodDeclaration(property)) return [property];
    return ts.isPropertyAssignment(property) ? functionsIn(property.initializer, depth + 1) : [];
  });
}
