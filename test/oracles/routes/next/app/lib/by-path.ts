const Method = { Key: "key", None: "none" } as const;
type Method = (typeof Method)[keyof typeof Method];

type Handle = (request: Request, caller: string | null) => Response;

function isManagementApi(url: string): { readonly isManagement: boolean; readonly method: Method } {
  if (/^\/shop\/api\/v3\/keys(?:\/|$)/.test(url)) return { isManagement: true, method: Method.None };
  if (url.includes("/api/v1/management/storage")) return { isManagement: true, method: Method.None };
  return { isManagement: /\/api\/v\d+\/management\//.test(url), method: Method.Key };
}

function methodFor(request: Request): Method {
  const { pathname } = new URL(request.url);
  if (pathname.includes("/api/v1/client/")) return Method.None;
  const { isManagement, method } = isManagementApi(pathname);
  if (isManagement) return method;
  throw new Error(`nothing is known of ${pathname}`);
}

function callerOf(method: Method, request: Request): string | null {
  switch (method) {
    case Method.Key:
      return request.headers.get("x-api-key");
    case Method.None:
      return null;
  }
}

/** One wrapper for every route: its path decides whether it asks. */
export const withApi =
  (handle: Handle) =>
  async (request: Request): Promise<Response> => {
    const method = methodFor(request);
    const caller = callerOf(method, request);
    if (!caller && method !== Method.None) return Response.json({ error: "no key" }, { status: 401 });
    return handle(request, caller);
  };
