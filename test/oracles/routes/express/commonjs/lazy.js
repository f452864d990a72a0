const { Router } = require("express");
const { check } = require("./guard");

const lazy = (module.exports = Router());

lazy.get("/one", check, (_req, res) => res.send("one"));
