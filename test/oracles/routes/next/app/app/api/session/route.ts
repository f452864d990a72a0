import { parseRequest, type Schema } from "../../../lib/parse.ts";

const anything: Schema = { safeParse: (data) => ({ success: data !== "bad", data }) };

export async function GET(request: Request): Promise<Response> {
  const { auth, error } = await parseRequest(request);
  if (error) {
    return error();
  }
  return Response.json(auth);
}

export async function POST(request: Request): Promise<Response> {
  const { body, error } = await parseRequest(request, anything);
  if (error) return error();
  return Response.json(body);
}

/** Asks for nothing, and says so. */
export async function PUT(request: Request): Promise<Response> {
  const { body, error } = await parseRequest(request, anything, { skipAuth: true });
  if (error) return error();
  return Response.json(body);
}
