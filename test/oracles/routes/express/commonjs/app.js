const express = require("express");
const { items } = require("./routes");

const app = express();

require("./status")(app);
app.use("/items", items);
app.use("/lazy", require("./lazy"));
app.use("/made", require("./made").make(express.Router()));

exports.apps = [app];
