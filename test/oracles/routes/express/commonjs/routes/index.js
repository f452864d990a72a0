module.exports = { items: require("./items"), other: 1 };
