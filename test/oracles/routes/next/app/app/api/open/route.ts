export async function GET(): Promise<Response> {
  return Response.json({ open: true });
}

/** Bad input is refused, whoever sends it. */
export async function POST(request: Request): Promise<Response> {
  const text = await request.text();
  if (text === "") return Response.json({ error: "empty" }, { status: 400 });
  return Response.json({ text }, { status: 201 });
}
