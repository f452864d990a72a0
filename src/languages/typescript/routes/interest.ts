import { ts } from "ts-morph";
import { isResolverLike, makesGraphql } from "./graphql-interest.ts";
import { asksNext, isNextLike, wrappedHandlers } from "./next-interest.ts";
import { typeText } from "./types.ts";

/** Parameters that carry a request, a response, an application or what leads on: by the names everybody gives them… */
const PARAMETER_NAMES =
  /^_?(req|request|headers|res|response|resp|reply|next|done|ctx|context|c|app|application|server|expressApp|api|apiRouter|router|routes?|fastify|instance|consumer|passport)$/i;
/** …or by their declared types. */
const PARAMETER_TYPES =
  /\b(Request|Response|NextFunction|RequestHandler|ErrorRequestHandler|Application|Express|I?Router|ExecutionContext|ArgumentsHost|MiddlewareConsumer|INestApplication|Nest\w*Application|Fastify\w+|Hono|OpenAPIHono|Koa|KoaContext|ParameterizedContext|Middleware(Handler)?|Context|Authenticator)\b/;
/** What functions that make middleware say they return. */
const MIDDLEWARE_TYPES = /^(express\.|koa\.|Koa\.)?((Error)?RequestHandler|\w*Middleware\w*)$/;
/** Types of functions whose parameters need none: plugins, hooks and handlers of Fastify. */
const PLUGIN_TYPES = /^(Fastify\w*Plugin\w*|RouteHandler(Method)?|\w+(Async)?Hook(Handler)?)$/;
/** Helpers that throw what they are given, or something of their own, for a value that is missing: `assertThat(token, error)`. */
const ASSERTIONS = /^(assert|invariant)(That|Ok|Defined|Exists|Truthy|Present)?$/;
/** Helpers that guards and handlers lean on. */
const HELPER_NAMES =
  /^_?(assert|require|ensure|check|verify|validate|authori[sz]e|authenticate|protect|is|has|can|get|extract|read|parse|handle|send|respond|reject|fail|unauthori[sz]ed|forbid|forbidden)\w*$/i;
const HELPER_SUBJECTS =
  /(auth|user|token|jwt|session|permission|role|access|login|admin|signature|secret|api_?key|claims|bearer|credential|error|unauthori[sz]ed|forbidden|handleRequest|getRequest)/i;
/** Helpers that tell by a path what a request is for: `isPublicRoute(pathname)`. */
const PATH_HELPERS = /^(is|matches|requires|needs|should)\w*(Route|Path|Pathname|Url|Endpoint|Api)s?$/;
/** Classes whose methods say who may go on: `new PermissionChecker(req).validateHas("edit")`. */
const CHECKER_CLASSES = /(Permission|Authoriz|Authoris|Authentic|AccessControl|Acl)\w*$/;
/** Decorators of Nest that give a method what the caller sent, which says nothing of who is calling. */
const INPUTS = new Set([
  "Body",
  "Param",
  "Query",
  "UploadedFile",
  "UploadedFiles",
  "HostParam",
  "Inject",
  "InjectRepository",
  "InjectModel",
  "Optional",
  "Payload",
  "Args",
  "Arg",
  "Root",
  "Parent",
  "Info",
]);
/** What routing-controllers asks who is calling, and whether they may. */
const CHECKERS = /^(authorization|currentUser)Checker$/i;
/** What makes singletons, and the modules of Nest that are called for: `static forRoot(): DynamicModule`. */
const MAKER_METHODS = /^(getInstance|instance|register|registerAsync|forRoot|forRootAsync|forFeature|forFeatureAsync)$/;
/** What makes applications, routers and the descriptions of routes. */
const MAKER_NAMES =
  /^(create|make|build|define|get|init|new)\w*(routes?|routers?|app|application|api|server|endpoints?|hono|koa)$/i;
const VERBS = new Set(["get", "post", "put", "patch", "delete", "del", "head", "options", "all"]);
const ROUTERS = /(app|router|routes?|server|api|express|fastify|instance|scope|controller)\d?$/i;
const MAKERS = new Set([
  "express",
  "Router",
  "PromiseRouter",
  "promiseRouter",
  "applyDecorators",
  "SetMetadata",
  "createDecorator",
  "UseGuards",
  "forRoutes",
  "setGlobalPrefix",
  "enableVersioning",
  "useGlobalGuards",
  "mixin",
  "unless",
  "createParamDecorator",
  "createMiddleware",
  "createFactory",
  "createHandlers",
  "fastify",
  "Fastify",
  "fp",
  "fastifyPlugin",
  "addHook",
  "decorateRequest",
  "createExpressServer",
  "useExpressServer",
  // What wraps a handler: the function around it may wrap those of a whole controller.
  "asyncHandler",
  "expressAsyncHandler",
  "catchAsync",
  "wrapAsync",
]);
/** Classes that are applications and routers. */
const MADE = /(Koa|Router|Hono|ApolloServer)$/;
const CARRIED = /^(app|application|router|api|server|expressApp|passport|httpServer)$/i;
const REGISTRARS =
  /(routes?|router|controllers?|middlewares?|endpoints?|app|server)$|^(register|mount|setup|init|configure|apply|bind|install)[A-Z]/i;

/** Which functions can matter to routes and to who may call them: only their bodies are lowered. */
export interface Interest {
  readonly functionLike: (node: ts.Node) => void;
  readonly call: (node: ts.Node) => void;
  /** `new Hono()`. */
  readonly make: (node: ts.Node) => void;
  /** `function ResolverOf(type) { @Resolver() class Host { … } return Host; }`: a class that is made by a call. */
  readonly classLike: (node: ts.Node) => void;
  has(node: ts.Node): boolean;
  /** Whether a class registers something in one of its methods: then each may be what calls that one. */
  registers(node: ts.Node): boolean;
}

export function createInterest(): Interest {
  const marked = new Set<ts.Node>();
  const registering = new Set<ts.Node>();
  const mark = (from: ts.Node): void => {
    for (let node: ts.Node | undefined = from; node; node = node.parent) {
      if (!ts.isFunctionLike(node)) continue;
      if (marked.has(node)) return;
      marked.add(node);
    }
  };
  return {
    functionLike(node) {
      if (isInteresting(node as ts.FunctionLikeDeclaration)) mark(node);
    },
    call(node) {
      for (const wrapped of wrappedHandlers(node as ts.CallExpression)) marked.add(wrapped);
      if (asksNext(node as ts.CallExpression)) mark(node);
      const handled = procedureHandler(node as ts.CallExpression);
      if (handled) {
        mark(node);
        marked.add(handled);
      }
      if (!isRegistration(node as ts.CallExpression)) return;
      mark(node);
      if (isGivenPlugin(node as ts.CallExpression))
        for (const given of (node as ts.CallExpression).arguments) if (ts.isFunctionLike(given)) marked.add(given);
      for (let at: ts.Node | undefined = node.parent; at; at = at.parent) if (ts.isClassLike(at)) registering.add(at);
    },
    make(node) {
      const { expression } = node as ts.NewExpression;
      if (ts.isIdentifier(expression) && MADE.test(expression.text)) mark(node);
    },
    classLike(node) {
      const { members } = node as ts.ClassLikeDeclaration;
      if (members.some((member) => ts.canHaveDecorators(member) && ts.getDecorators(member))) mark(node);
    },
    has: (node) => marked.has(node),
    registers: (node) => registering.has(node),
  };
}

function isInteresting(node: ts.FunctionLikeDeclaration): boolean {
  for (const parameter of node.parameters) {
    const { name, type } = parameter;
    if (ts.isObjectBindingPattern(name) && handsOnCalls(name)) return true;
    if (ts.isIdentifier(name) && PARAMETER_NAMES.test(name.text)) return true;
    if (type && ts.isTypeReferenceNode(type) && PARAMETER_TYPES.test(typeText(type.typeName))) return true;
    if (ts.isMethodDeclaration(node) && (ts.getDecorators(parameter) ?? []).some(asksForCaller)) return true;
  }
  const { parent, type: returned } = node;
  if (ts.isClassLike(parent) && parent.name && CHECKER_CLASSES.test(parent.name.text)) return true;
  // `(): RequestHandler[]` too.
  const made = returned && ts.isArrayTypeNode(returned) ? returned.elementType : returned;
  if (made && ts.isTypeReferenceNode(made) && MIDDLEWARE_TYPES.test(typeText(made.typeName))) return true;
  if (ts.isVariableDeclaration(parent) && parent.type && ts.isTypeReferenceNode(parent.type))
    if (PLUGIN_TYPES.test(typeText(parent.type.typeName))) return true;
  if (throwsAlways(node)) return true;
  const name = nameOf(node);
  if (isResolverLike(node, name)) return true;
  if (isNextLike(node, name)) return true;
  if (name !== null && (MAKER_METHODS.test(name) || MAKER_NAMES.test(name))) return true;
  if (name !== null && (CHECKERS.test(name) || PATH_HELPERS.test(name))) return true;
  return name !== null && (ASSERTIONS.test(name) || (HELPER_NAMES.test(name) && HELPER_SUBJECTS.test(name)));
}

/** `function quickError(status, message): never { … throw new HTTPException(status) }`, whatever it is called. */
function throwsAlways({ body }: ts.FunctionLikeDeclaration): boolean {
  const last = body && ts.isBlock(body) ? body.statements.at(-1) : undefined;
  return last !== undefined && ts.isThrowStatement(last);
}

/** `({ ctx, next }) => …`: a middleware of tRPC. */
function handsOnCalls({ elements }: ts.ObjectBindingPattern): boolean {
  const names = elements.map(({ propertyName, name }) => propertyName ?? name);
  return ["ctx", "next"].every((wanted) => names.some((name) => ts.isIdentifier(name) && name.text === wanted));
}

const PROCEDURE_ENDS = new Set(["query", "mutation", "subscription", "use", "middleware"]);

/** `procedure.query(({ ctx, input }) => …)`: what a procedure of tRPC runs. */
function procedureHandler({ expression, arguments: given }: ts.CallExpression): ts.Node | null {
  if (!ts.isPropertyAccessExpression(expression) || !PROCEDURE_ENDS.has(expression.name.text)) return null;
  const [handler] = given;
  return given.length === 1 && handler && ts.isFunctionLike(handler) ? handler : null;
}

function asksForCaller({ expression }: ts.Decorator): boolean {
  const callee = ts.isCallExpression(expression) ? expression.expression : expression;
  return !ts.isIdentifier(callee) || !INPUTS.has(callee.text);
}

/** The name a function has, or is declared with. */
function nameOf(node: ts.FunctionLikeDeclaration): string | null {
  const { parent } = node;
  if (node.name && ts.isIdentifier(node.name)) return node.name.text;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  return ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name) ? parent.name.text : null;
}

function isRegistration({ expression, arguments: given }: ts.CallExpression): boolean {
  if (ts.isIdentifier(expression)) {
    if (MAKERS.has(expression.text) || makesGraphql(expression.text)) return true;
    // `for (const configure of this.configuration) configure(app)`: an application given alone is being filled.
    const [only] = given;
    if (given.length === 1 && only && ts.isIdentifier(only) && /^(app|application)$/.test(only.text)) return true;
    return REGISTRARS.test(expression.text) && given.some(isCarried);
  }
  // `app[method](path, handler)`
  if (ts.isElementAccessExpression(expression)) return given.length > 1 && isRouterName(expression.expression);
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const name = expression.name.text;
  if (MAKERS.has(name)) return true;
  const [first] = given;
  if (name === "register" || name === "decorate") return first !== undefined && isRouterName(expression.expression);
  // What listens was made here, or by what is called here.
  if (name === "listen") return isRouterName(expression.expression);
  if (name === "create") return ts.isIdentifier(expression.expression) && expression.expression.text === "NestFactory";
  if (name === "openapi" || name === "openapiRoutes") return given.length > (name === "openapi" ? 1 : 0);
  if (name === "on") return given.length >= 3 && isRouterName(expression.expression);
  if (name === "use" || name === "route") return first !== undefined && isRouterName(expression.expression);
  if (VERBS.has(name))
    return first !== undefined && given.length > 1 && (isPath(first) || isRouterName(expression.expression));
  return given.some(isCarried) && REGISTRARS.test(name);
}

/** `fastify.register(async (scope) => …)`, `fp(async (scope) => …)`: the function is a plugin, whatever its parameter is called. */
function isGivenPlugin({ expression }: ts.CallExpression): boolean {
  if (ts.isIdentifier(expression)) return PLUGIN_WRAPPERS.has(expression.text);
  return ts.isPropertyAccessExpression(expression) && GIVEN_PLUGINS.has(expression.name.text);
}

const PLUGIN_WRAPPERS = new Set(["fp", "fastifyPlugin", "plugin"]);
const GIVEN_PLUGINS = new Set(["register", "addHook", "decorate", "decorateRequest", "after"]);

function isPath(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node)) return node.text === "" || node.text.startsWith("/") || node.text === "*";
  if (ts.isTemplateExpression(node)) return node.head.text === "" || node.head.text.startsWith("/");
  return ts.isArrayLiteralExpression(node) && node.elements.length > 0 && node.elements.every(isPath);
}

/** What stands before the dot: a router's name, or a call or chain that may have made one. */
function isRouterName(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return ROUTERS.test(node.text) || node.text === "r" || node.text === "f";
  if (ts.isPropertyAccessExpression(node)) return ROUTERS.test(node.name.text);
  return ts.isCallExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

function isCarried(node: ts.Expression): boolean {
  // `itemRoutes(...args)`: a registrar hands on what it was given.
  if (ts.isSpreadElement(node)) return true;
  if (ts.isIdentifier(node)) return CARRIED.test(node.text) || /(Router|App)$/.test(node.text);
  return (
    ts.isPropertyAccessExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword &&
    CARRIED.test(node.name.text)
  );
}
