import express, { Router } from "express";

const app = express();
const ok = (_req, res) => res.send("ok");
const requireUser = (req, res, next) => (req.user ? next() : res.status(401).send("sign in"));

// Runs for every path of this router with the parameter, whether it is registered before or after it.
const books = Router();
books.get("/", ok);
books.get("/:bookId", ok);
books.param("bookId", (req, res, next, id) => {
  if (!req.headers.authorization) return res.status(401).send("sign in");
  req.book = id;
  return next();
});
books.put("/:bookId/pages/:page", ok);

// Routers inside have parameters of their own.
const inner = Router({ mergeParams: true });
inner.get("/:loanId", ok);
const loans = Router();
loans.param("loanId", requireUser);
loans.use("/", inner);
loans.get("/:loanId/due", ok);

// What is mounted below a parameter is asked for it first.
const members = Router();
members.param("memberId", requireUser);
members.use("/:memberId/cards", inner);
members.get("/", ok);

// One that only loads turns nobody away.
const open = Router();
open.param("id", (req, _res, next, id) => {
  req.item = id;
  next();
});
open.get("/:id", ok);

app.use("/books", books);
app.use("/loans", loans);
app.use("/members", members);
app.use("/open", open);

export const apps = [app];
