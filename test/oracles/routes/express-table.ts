/** Of Express, what the tests look at: it brings no types. */
export interface Express {
  readonly Router: Registering & { readonly prototype?: Registering };
  readonly application: Registering;
}

interface Stack {
  readonly stack: Layer[];
}

/** Version 4 makes the router of an application when it is first needed, and keeps it to itself. */
export type Routing = { readonly router?: Stack; readonly _router?: Stack; readonly lazyrouter?: unknown } | Stack;

interface Registering {
  use: (this: Routing, ...given: unknown[]) => unknown;
}

interface Layer {
  readonly name: string;
  readonly route?: {
    readonly path: string | readonly string[];
    readonly methods: Readonly<Record<string, boolean>>;
  };
  readonly handle: Partial<Stack>;
  mountedAt?: readonly string[];
  application?: Routing | undefined;
}

/** Has every layer remember where it was put, and what: Express keeps but expressions and functions made of them. */
export function rememberMounts({ Router, application }: Express): void {
  for (const registering of [Router.prototype?.use ? Router.prototype : Router, application]) {
    const { use } = registering;
    registering.use = function remembering(...given) {
      const before = stackOf(this)?.length ?? 0;
      const result = use.apply(this, given);
      const apps = given.flat(9).filter(isApplication);
      for (const layer of stackOf(this)?.slice(before) ?? []) {
        layer.mountedAt ??= pathsOf(given[0]);
        if (layer.name === "mounted_app") layer.application ??= apps.shift();
      }
      return result;
    };
  }
}

function isApplication(value: unknown): value is Routing {
  return typeof value === "function" && "set" in value;
}

function stackOf(routing: Routing): Layer[] | undefined {
  if ("stack" in routing) return routing.stack;
  const { _router: lazily } = routing;
  return "lazyrouter" in routing ? lazily?.stack : routing.router?.stack;
}

function pathsOf(given: unknown): readonly string[] {
  const all = [given].flat(9);
  return all.every((each) => typeof each === "string") ? all : ["/"];
}

/** Every route below a router or an application, in the order of registration: method and path as registered. */
export function tableOf(routing: Routing, prefix = ""): readonly (readonly [method: string, path: string])[] {
  return (stackOf(routing) ?? []).flatMap(({ route, handle, application, mountedAt }) => {
    if (!route) {
      const inner = application ?? (handle.stack ? (handle as Stack) : null);
      return inner ? (mountedAt ?? ["/"]).flatMap((at) => tableOf(inner, prefix + at)) : [];
    }
    const methods = Object.keys(route.methods);
    // `router.all` is kept as `_all`, `app.all` as every method there is.
    const all = methods.length > 20 ? ["_all"] : methods;
    const named = all.map((method) => (method === "_all" ? "ALL" : method.toUpperCase()));
    return [route.path].flat().flatMap((path) => named.map((method) => [method, shownExpress(prefix + path)] as const));
  });
}

/** `/users{/:id}`, `/users/:id(\\d+)` and `/users/:id?` as `/users/{id}`, `/files/*rest` as `/files/{*rest}`. */
function shownExpress(path: string): string {
  const plain = path.replace(/\{(\/?[^{}]*)\}/g, "$1").replace(/:(\w+)(\([^)]*\))?\??/g, "{$1}");
  const text = `/${plain.replace(/\*(\w+)/g, "{*$1}")}`.replace(/\/{2,}/g, "/");
  return text.length > 1 ? text.replace(/\/$/, "") : text;
}
