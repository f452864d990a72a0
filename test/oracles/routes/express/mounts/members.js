import express from "express";

class MemberRoutes {
  path = "/";
  router = express.Router();

  constructor() {
    this.register();
  }

  register() {
    this.router.get(this.path, this.list);
    this.router.get(`${this.path}:member/cards`, this.cards.bind(this));
  }

  list = (_req, res) => {
    res.json([]);
  };

  cards(_req, res) {
    res.json([this.path]);
  }
}

export default new MemberRoutes().router;
