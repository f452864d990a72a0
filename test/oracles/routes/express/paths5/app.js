import express from "express";

const app = express();
const ok = (_req, res) => res.send("ok");
const guard = (req, res, next) => (req.headers.authorization ? next() : res.status(401).end());

app.get("/users{/:id}", ok);
app.get("/files/*path", ok);
app.delete("/rest/{*rest}", ok);
app.get("/:from-:to/range", ok);
app.use("/guarded/*below", guard);
app.get("/guarded/one", ok);
app.get("/guarded", ok);
app.use("/tenants/:tenant", guard);
app.get("/tenants/:tenant/users", ok);
app.get("/tenants", ok);

app.use("/optional{/*rest}", guard);
app.get("/optional", ok);
app.get("/optional/one", ok);
app.all("/each/*below", guard);
app.get("/each/one", ok);
app.get("/each", ok);

export const apps = [app];
