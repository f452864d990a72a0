import express from "express";

const admin = express();
const settings = express.Router();
const deeper = express.Router();

settings.get("/", (_req, res) => res.json({}));
deeper.put("/:name", (_req, res) => res.json({}));
settings.use("/names", deeper);
admin.get("/", (_req, res) => res.send("admin"));
admin.use("/settings", settings);

export default admin;
