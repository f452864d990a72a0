export const GET = async (): Promise<Response> => Response.json([]);
