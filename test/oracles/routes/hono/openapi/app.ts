import { OpenAPIHono, createRoute, z } from "@hono/zod-openapi";
import { createProtectedRoute, requirePermission } from "./protected.ts";

const app = new OpenAPIHono();
const params = z.object({ id: z.string() });
const responses = { 200: { description: "done" } };

const getItem = createRoute({ method: "get", path: "/items/{id}", request: { params }, responses });

app.openapi(getItem, (c) => c.json({}));
app.openapi(
  createRoute({
    method: "post",
    path: "/items",
    middleware: [
      async (c, next) => {
        if (c.req.header("x-api-key") !== "key") return c.json({ error: "no key" }, 401);
        return next();
      },
    ],
    responses,
  }),
  (c) => c.json({}),
);
app.openapi(
  createProtectedRoute({
    method: "delete",
    path: "/items/{id}",
    permission: requirePermission("items:delete"),
    request: { params },
    responses,
  }),
  (c) => c.json({}),
);

const sub = new OpenAPIHono();
for (const kind of ["red", "blue"]) {
  sub.openapi(createRoute({ method: "get", path: `/${kind}/{id}`, request: { params }, responses }), (c) => c.json({}));
}
app.route("/kinds", sub);

export default app;
