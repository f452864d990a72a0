import type { Hono } from "hono";

export function registerStatus(app: Hono) {
  app.get("/status", (c) => c.json({ status: "up" }));
  for (const name of ["live", "ready"]) app.get(`/status/${name}`, (c) => c.text(name));
}
