export const GET = (): Response => new Response("nobody comes here");
