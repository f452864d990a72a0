import { Router } from "express";
import { requireUser } from "./guards.js";

export const permissions = Router();

const allow = (permission) => async (req, res, next) => {
  const owned = req.user?.permissions ?? [];
  if (!owned.includes(permission)) return void res.status(403).json({ permission });
  next();
};

permissions.get("/", (_req, res) => res.json([]));
permissions.use("/own", requireUser);
permissions.get("/own/list", (_req, res) => res.json([]));
permissions.get("/owned", (_req, res) => res.json([]));
permissions.post("/", allow("write"), (_req, res) => res.json([]));
permissions.param("permission", (_req, _res, next) => next());
permissions.use(requireUser);
permissions.get("/:permission", (_req, res) => res.json({}));
