interface Parsed {
  readonly auth: { readonly user: string } | null;
  readonly body: unknown;
  readonly error: (() => Response) | undefined;
}

export interface Schema {
  safeParse(value: unknown): { readonly success: boolean; readonly data: unknown };
}

async function checkAuth(request: Request): Promise<Parsed["auth"]> {
  const token = request.headers.get("authorization")?.split(" ")[1];
  let user = null;
  if (token) user = token;
  if (!user) return null;
  return { user };
}

function refuse(status: number): Response {
  return Response.json({ status }, { status });
}

/** What is missing is kept, and answered by whoever asked. */
export async function parseRequest(
  request: Request,
  schema?: Schema,
  options?: { readonly skipAuth: boolean },
): Promise<Parsed> {
  let body: unknown = new URL(request.url).searchParams.get("body");
  let error: Parsed["error"];
  let auth: Parsed["auth"] = null;
  if (schema) {
    const result = schema.safeParse(body);
    if (!result.success) error = () => refuse(400);
    else body = result.data;
  }
  if (!options?.skipAuth && !error) {
    auth = await checkAuth(request);
    if (!auth) error = () => refuse(401);
  }
  return { auth, body, error };
}
