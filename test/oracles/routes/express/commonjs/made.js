module.exports.make = (router) => {
  router.get("/here", (_req, res) => res.send("here"));
  return router;
};
