module.exports = function status(app) {
  app.get("/status", (_req, res) => res.send("up"));
};
