type Handle = (request: Request) => Response | Promise<Response>;

export const withAuth =
  (handle: Handle): Handle =>
  (request) => {
    const token = request.headers.get("authorization");
    if (!token) return new Response(null, { status: 401 });
    return handle(request);
  };

/** Looks on, and turns nobody away. */
export function withTimes(handle: Handle): Handle {
  return async (request) => {
    const answer = await handle(request);
    answer.headers.set("x-served", "yes");
    return answer;
  };
}

export async function authenticate(request: Request): Promise<{ readonly id: string } | Response> {
  const key = request.headers.get("x-api-key");
  if (key === null) return new Response("no key", { status: 403 });
  return { id: key };
}

export const handlers = {
  GET: withTimes(() => Response.json([])),
  POST: withTimes(withAuth(() => new Response(null, { status: 201 }))),
};
