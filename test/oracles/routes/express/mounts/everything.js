import { Router } from "express";

/** A router whose handlers give promises: what they reject with goes on as an error. */
class PromiseRouter {
  router = Router();

  get(path, ...handlers) {
    this.router.get(path, ...handlers.map(settled));
    return this;
  }
}

const settled = (handler) => (req, res, next) => handler(req, res, next).catch(next);

const promises = new PromiseRouter();
promises.get("/everything", async (_req, res) => res.json([])).get("/more", async (_req, res) => res.json([]));

export const everything = promises.router;
