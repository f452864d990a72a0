import { Router } from "express";

const ok = (_req, res) => res.send("ok");
const KINDS = { daily: ok, weekly: ok };

export function reports(app, base) {
  for (const [kind, handler] of Object.entries(KINDS)) app.get(`${base}/${kind}`, handler);
}

export const nested = ({ app, name }) => {
  const router = Router();
  fill(router);
  app.use(`/${name}`, router);
};

function fill(router) {
  router.get("/filled", ok);
}

export const first = (app) => app.get("/first", ok);
export const second = (app) => {
  app.head("/second", ok);
  app.options("/second", ok);
};

export function tags(router) {
  ["red", "blue"].forEach((tag) => router.delete("/tags/" + tag, ok));
}

export function prefixed() {
  const router = Router();
  router.get("/prefixed", ok);
  return router;
}
