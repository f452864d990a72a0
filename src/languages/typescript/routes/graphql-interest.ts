import { ts } from "ts-morph";

/** Functions that decide who may ask, by the names libraries of GraphQL look for. */
const NAMED =
  /^(resolve|subscribe|authScopes|authChecker|(create|build|make|get)?(graphql|gql|apollo|yoga|trpc)?context(function|factory|fn)?)$/i;
const MIDDLEWARE_TYPES =
  /^(MiddlewareFn|MiddlewareInterface|AuthChecker|AuthCheckerFn|ContextFunction|\w*Resolvers?\w*)$/;
/** What makes schemas and servers. */
const MAKERS = new Set([
  "makeExecutableSchema",
  "createSchema",
  "buildSubgraphSchema",
  "mergeResolvers",
  "createYoga",
  "startStandaloneServer",
  "expressMiddleware",
  "buildSchema",
  "buildSchemaSync",
  "graphqlHTTP",
  "createModule",
  "mercurius",
]);

/** A resolver, a context or what stands before a resolver: by its name, its type, or what it takes out of its parameters. */
export function isResolverLike(node: ts.FunctionLikeDeclaration, name: string | null): boolean {
  if (name !== null && NAMED.test(name)) return true;
  const [first, , third] = node.parameters;
  if (first && ts.isObjectBindingPattern(first.name) && takes(first.name, "context")) return true;
  if (ts.isVariableDeclaration(node.parent) && node.parent.type && ts.isTypeReferenceNode(node.parent.type)) {
    const { typeName } = node.parent.type;
    if (MIDDLEWARE_TYPES.test(ts.isIdentifier(typeName) ? typeName.text : typeName.right.text)) return true;
  }
  // `(parent, args, { user }) => …`
  return third !== undefined && ts.isObjectBindingPattern(third.name);
}

export function makesGraphql(callee: string): boolean {
  return MAKERS.has(callee);
}

function takes({ elements }: ts.ObjectBindingPattern, wanted: string): boolean {
  return elements.some(({ propertyName, name }) => {
    const key = propertyName ?? name;
    return ts.isIdentifier(key) && key.text === wanted;
  });
}
