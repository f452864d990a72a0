import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";

const admin = new Hono<{ Variables: { user: { admin: boolean } } }>();

admin.use("/admin/*", async (c, next) => {
  const user = c.get("user");
  if (!user) throw new HTTPException(401, { message: "no user" });
  await next();
});
admin.get("/admin/users", (c) => c.json([]));
admin.get("/admin/tenants/:tenant/users/:user", (c) => c.json({}));

export { admin };
