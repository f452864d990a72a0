import express from "express";

const app = express();
const ok = (_req, res) => res.send("ok");
const guard = (req, res, next) => (req.headers.authorization ? next() : res.status(401).end());

app.get("/users/:id(\\d+)", ok);
app.get("/optional/:id?", ok);
app.get("/:kind(\\w+)/latest", ok);
app.get("/files/*", ok);
app.get("/:from-:to/range", ok);
app.all("/api/*", guard);
app.get("/api/one", ok);
app.use("/guarded/*", guard);
app.get("/guarded/one", ok);

export const apps = [app];
