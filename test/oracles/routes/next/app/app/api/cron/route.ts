const secret = process.env["CRON_SECRET"] ?? "a secret of this test";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  try {
    if (request.headers.get("authorization") !== `Bearer ${secret}`) throw new Error("Unauthorized");
    return Response.json({ done: true });
  } catch {
    return Response.json({ done: false }, { status: 401 });
  }
}
