/** Answers where nobody is signed in; giving nothing back lets the request go on. */
export function middleware(request: Request): Response | undefined {
  if (!request.headers.get("authorization")) return new Response("who are you?", { status: 401 });
  return undefined;
}

export const config = { matcher: ["/api/admin/:path*"] };
