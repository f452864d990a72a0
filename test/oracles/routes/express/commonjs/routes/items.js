const router = require("express").Router();
const guard = require("../guard");

router.get("/", (_req, res) => res.json([]));
router.use(guard.check);
router.post("/", (_req, res) => res.json({}));

module.exports = router;
