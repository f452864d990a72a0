interface Gate {
  readonly matches: (method: string) => boolean;
  readonly tokenOf: (headers: Headers) => string | null;
}

const reading: Gate = {
  matches: (method) => method === "GET" || method === "HEAD",
  tokenOf: (headers) => headers.get("authorization"),
};
const gates: readonly Gate[] = [reading];

async function authenticateAt(gate: Gate, request: Request): Promise<{ readonly status: "missing" | "known" }> {
  const token = gate.tokenOf(request.headers);
  if (!token) return { status: "missing" };
  return { status: "known" };
}

export async function GET(request: Request): Promise<Response> {
  const gate = gates.find((candidate) => candidate.matches(request.method));
  if (!gate) return new Response("no gate", { status: 400 });
  const { status } = await authenticateAt(gate, request);
  if (status === "missing") return new Response("who are you", { status: 401 });
  return new Response("come in");
}
