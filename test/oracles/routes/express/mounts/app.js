import express, { Router } from "express";
import admin from "./admin.js";
import * as registrars from "./registrars.js";
import { createBooks } from "./books.js";
import { everything, loans as lending } from "./index.js";
import members from "./members.js";

const app = express();
const ok = (_req, res) => res.send("ok");

app.disable("x-powered-by");
app.set("view engine", "none");
if (app.get("view engine") !== "none") throw new Error("a setting, not a route");

app.get("/health", ok);
app.use(express.json(), express.urlencoded({ extended: false }));
app.use("/books", createBooks({ readOnly: false }));
app.use("/archive/books", createBooks({ readOnly: true }));
app.use(["/members", "/people"], members);
app.use("/v1", [lending, everything]);
app.use("/admin", admin);
app.use(process.env.API_PREFIX, registrars.prefixed());

registrars.reports(app, "/reports");
registrars.nested({ app, name: "nested" });
for (const register of [registrars.first, registrars.second]) register(app);
Object.values({ tags: registrars.tags }).forEach((register) => register(app));

const inner = Router({ mergeParams: true });
inner.get("/notes", ok);
inner.route("/notes/:note").get(ok).put(ok).delete(ok);
app.use("/shelves/:shelf", inner);

app
  .route("/chained")
  .all((_req, _res, next) => next())
  .get(ok)
  .post(ok, ok);
app.get(["/one", "/two/:id"], [ok], ok);
app.all("/any", ok);
for (const verb of ["get", "post"]) app[verb](`/by-${verb}`, ok);

app.use((_req, res) => res.status(404).send("nothing here"));
app.use((error, _req, res, _next) => res.status(500).send(error.message));

export const apps = [app];
