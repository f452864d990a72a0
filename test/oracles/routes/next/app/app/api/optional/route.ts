/** Greets who is known by name, and everybody. */
export async function GET(request: Request): Promise<Response> {
  const token = request.headers.get("authorization");
  if (token) return Response.json({ hello: token });
  return Response.json({ hello: "stranger" });
}
