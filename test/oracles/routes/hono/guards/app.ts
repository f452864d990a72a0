import { type Context, Hono } from "hono";
import { basicAuth } from "hono/basic-auth";
import { bearerAuth } from "hono/bearer-auth";
import { every, except, some } from "hono/combine";
import { getCookie } from "hono/cookie";
import { cors } from "hono/cors";
import { HTTPException } from "hono/http-exception";
import { jwt, verify } from "hono/jwt";

type Env = { Variables: { user: { name: string } | undefined } };

const app = new Hono<Env>();
const ok = (c: Context) => c.text("ok");
const passes = async (_c: Context, next: () => Promise<void>) => {
  await next();
};

app.get("/open", cors(), ok);
app.get("/bearer", bearerAuth({ token: "t" }), ok);
app.get("/basic", basicAuth({ username: "u", password: "p" }), ok);
app.get("/jwt", jwt({ secret: "s", alg: "HS256" }), ok);
app.get("/every", every(cors(), bearerAuth({ token: "t" })), ok);
app.get("/some", some(bearerAuth({ token: "t" }), basicAuth({ username: "u", password: "p" })), ok);
app.get("/some-open", some(passes, bearerAuth({ token: "t" })), ok);

app.use("/area/*", except("/area/public/*", bearerAuth({ token: "t" })));
app.get("/area/public/news", ok);
app.get("/area/private", ok);

app.get(
  "/cookie",
  async (c, next) => {
    if (!getCookie(c, "session")) return c.json({ error: "no session" }, 401);
    await next();
  },
  ok,
);
app.get(
  "/verified",
  async (c, next) => {
    const token = c.req.header("Authorization")?.split(" ")[1] ?? "";
    try {
      await verify(token, "secret", "HS256");
    } catch {
      throw new HTTPException(401, { message: "bad token" });
    }
    return next();
  },
  ok,
);
app.get(
  "/web-response",
  async (c, next) => {
    if (c.req.raw.headers.get("authorization") === null) return new Response("no", { status: 401 });
    await next();
  },
  ok,
);
app.get(
  "/status-first",
  async (c, next) => {
    if (c.req.query("token") !== "t") {
      c.status(403);
      return c.json({ error: "forbidden" });
    }
    await next();
  },
  ok,
);
app.use("/identified/*", async (c, next) => {
  const header = c.req.header("Authorization");
  if (header) c.set("user", { name: header });
  return next();
});
app.get("/identified/open", (c) => c.text(c.get("user")?.name ?? "nobody"));
app.get("/identified/checked", (c) => {
  const { user } = c.var;
  if (!user) return c.json({ error: "sign in" }, 401);
  return c.text(user.name);
});
app.get("/by-path/*", async (c, next) => {
  if (c.req.path.startsWith("/by-path/public")) return next();
  return c.req.header("authorization") ? next() : c.text("no", 401);
});
app.get("/by-path/public/a", ok);
app.get("/by-path/b", ok);
app.get("/missing", (c) => c.notFound());

export default app;
