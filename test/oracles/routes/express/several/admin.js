import express from "express";

export class Admin {
  constructor(options) {
    this.options = options;
    this.app = express();
    this.app.use(this.check);
    this.app.use("/users", this.users());
  }

  check = (req, res, next) => {
    if (req.headers["x-api-key"] !== this.options.key) return res.status(401).end();
    return next();
  };

  users() {
    const router = express.Router();
    router.get("/", (_req, res) => res.json([]));
    return router;
  }
}
