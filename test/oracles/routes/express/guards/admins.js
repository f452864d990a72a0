import { Router } from "express";

export const admins = Router();

admins.get("/admins", (_req, res) => res.json([]));
