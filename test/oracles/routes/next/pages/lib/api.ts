export interface ApiRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface ApiResponse {
  status(code: number): ApiResponse;
  json(body: unknown): void;
  end(): void;
}

export type ApiHandler = (req: ApiRequest, res: ApiResponse) => Promise<void> | void;

/** Hands each method to its own function, and refuses the others. */
export function withMethods(handlers: Readonly<Record<string, ApiHandler>>): ApiHandler {
  return async (req, res) => {
    const method = req.method;
    const handle = handlers[method];
    if (!handle) return res.status(405).end();
    return await handlers[method]?.(req, res);
  };
}

async function verifyAuth(req: ApiRequest): Promise<string> {
  const header = req.headers["authorization"];
  if (!header) throw { status: 401, message: "no credentials" };
  return header;
}

/** Answers what its function throws, by its own status. */
export const createAuthedRoute = (fn: (caller: string) => unknown): ApiHandler => {
  return async (req, res) => {
    let caller: string;
    try {
      caller = await verifyAuth(req);
    } catch (error) {
      const { status } = error as { readonly status?: number };
      res.status(status ?? 401).json({ error: "no" });
      return;
    }
    res.status(200).json(fn(caller));
  };
};
