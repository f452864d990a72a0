import { Hono } from "hono";
import { createFactory } from "hono/factory";
import { admin } from "./admin.ts";
import { books } from "./books.ts";
import { registerStatus } from "./status.ts";

const factory = createFactory();
const app = new Hono();

app.use("*", async (c, next) => {
  await next();
  c.header("x-served-by", "test");
});
app.get("/", (c) => c.text("root"));
app.route("/books", books);

const v1 = new Hono().basePath("/v1");
v1.get("/ping", (c) => c.text("pong"))
  .post("/ping", (c) => c.text("pong", 201))
  .delete((c) => c.body(null, 204));
app.route("/api", v1);

const handlers = factory.createHandlers(
  async (c, next) => {
    if (!c.req.header("authorization")) return c.json({ error: "unauthorized" }, 401);
    await next();
  },
  (c) => c.json({ ok: true }),
);
app.get("/handlers/:id{[0-9]+}", ...handlers);

app.on(["PUT", "PATCH"], ["/on/:id", "/also/:id"], (c) => c.json({}));
app.get("/locked/open", (c) => c.text("registered before its guard"));
app.use("/locked/*", async (c, next) => {
  if (c.req.header("x-api-key") !== "key") return c.text("no", 403);
  return next();
});
app.all("/locked/inner/:name", (c) => c.text("in"));
app.get("/locked", (c) => c.text("the guard's path means its root as well"));

app.use("/exact", async (c, next) => (c.req.header("x-token") ? next() : c.text("no", 401)));
app.get("/exact", (c) => c.text("never"));
app.get("/exact/below", (c) => c.text("below"));

app.route("/", admin);
app.get("/after-admin", (c) => c.text("open"));
registerStatus(app);

export default app;
