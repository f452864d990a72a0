import express from "express";

export function createPublic() {
  const app = express();
  app.get("/", (_req, res) => res.send("home"));
  app.get("/news/:id", (_req, res) => res.send("news"));
  return app;
}
