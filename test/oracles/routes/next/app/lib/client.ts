interface Caller {
  readonly key: string;
}

type Result<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly error: string };

interface Asked {
  readonly request: Request;
  readonly limited?: boolean;
  readonly answer: (given: { readonly caller: Caller }) => Response | Promise<Response>;
}

function keyOf(headers: Headers): string | null {
  const key = headers.get("x-api-key")?.trim();
  return key ? key : null;
}

const authenticate = async ({ headers }: { readonly headers: Headers }): Promise<Result<Caller>> => {
  const key = keyOf(headers);
  if (!key) return { ok: false, error: "unauthorized" };
  return { ok: true, data: { key } };
};

function failure(error: string): Response {
  switch (error) {
    case "unauthorized":
      return Response.json({ error }, { status: 401 });
    case "limited":
      return Response.json({ error }, { status: 429 });
    default:
      return Response.json({ error }, { status: 500 });
  }
}

/** All of a request in one object, and what is wrong given back instead of thrown. */
export const authenticatedClient = async ({ request, limited = true, answer }: Asked): Promise<Response> => {
  try {
    const caller = await authenticate(request);
    if (!caller.ok) return failure(caller.error);
    if (limited && caller.data.key.length > 100) return failure("limited");
    return await answer({ caller: caller.data });
  } catch {
    return failure("unexpected");
  }
};
