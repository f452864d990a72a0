import { Hono } from "hono";
import { createMiddleware } from "hono/factory";

const signedIn = createMiddleware(async (c, next) => {
  const token = c.req.header("Authorization")?.replace("Bearer ", "");
  if (token !== "token") return c.json({ message: "sign in" }, 401);
  await next();
});

export const books = new Hono()
  .get("/", (c) => c.json([]))
  .get("/:id", (c) => c.json({ id: c.req.param("id") }))
  .use(signedIn)
  .post("/", (c) => c.json({}, 201))
  .delete("/:id", (c) => c.body(null, 204));
