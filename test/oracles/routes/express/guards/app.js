import express from "express";
import { admins } from "./admins.js";
import { jwt } from "./jwt.js";
import * as guards from "./guards.js";
import { permissions } from "./permissions.js";

const app = express();
const ok = (_req, res) => res.send("ok");

app.get("/before", ok);
app.use(guards.identify);
app.use(guards.logged);

app.get("/identified", ok);
app.get("/user", guards.requireUser, ok);
app.get("/session", guards.requireSession, ok);
app.get("/handed-on", guards.handsOn, ok);
app.get("/thrown", guards.throws, ok);
app.get("/key", guards.apiKey("secret"), ok);
app.get("/role", guards.requireRole("admin", "owner"), ok);
app.get("/redirected", guards.redirects, ok);
app.get("/limited", guards.limit(10), ok);
app.get("/validated", guards.validate({ name: "string" }), ok);
app.get("/optional", jwt({ secret: "s", credentialsRequired: false }), ok);
app.get("/jwt", jwt({ secret: "s" }), ok);
app.get("/array", [guards.logged, [guards.requireUser]], ok);
app.get("/listed", ...guards.signedIn, ok);
app.get("/wrapped", guards.wrap(guards.requireLater), ok);
app.get("/answered", (req, res) => {
  if (!req.user) return res.status(401).json({ message: "sign in" });
  return res.send("ok");
});
app.get("/sent", (req, res, next) => (req.user ? next() : res.sendStatus(403)), ok);

app.route("/verbs").get(ok).post(guards.requireUser, ok).all(guards.requireUser).delete(ok);
app.use("/admin", guards.requireRole("admin"), admins);
app.use("/open", admins);
app.use("/permissions", permissions);

app.use((req, res, next) => {
  if (req.method === "GET") return next();
  return guards.requireUser(req, res, next);
});
app.get("/reading", ok);
app.put("/writing", ok);

app.use("/excluded", guards.except(["/excluded/login", "/excluded/hooks"], guards.requireUser));
app.post("/excluded/hooks", ok);
app.get("/excluded/login", ok);
app.get("/excluded/me", ok);

app.use(guards.requireUser);
app.get("/after", ok);

app.use((error, _req, res, _next) => res.status(error.status ?? 500).json({ message: error.message }));

export const apps = [app];
