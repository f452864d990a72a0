export const GET = (): Response => new Response("# documentation");
