import { Router } from "express";

const router = Router();
const create = async (_req, res) => void res.status(201).end();

export default router
  .get("/loans", (_req, res) => res.json([]))
  .post("/loans", wrap(create))
  .patch("/loans/:loan", [parse, wrap(create)]);

/** What rejects becomes an error, as `express-async-handler` does it. */
function wrap(handler) {
  return (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);
}

function parse(_req, _res, next) {
  next();
}
