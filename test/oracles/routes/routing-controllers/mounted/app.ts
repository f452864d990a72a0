import "reflect-metadata";
import express from "express";
import { join } from "node:path";
import { useExpressServer } from "routing-controllers";
import { authorizationChecker, currentUserChecker } from "./checkers.js";

const app = express();
app.get("/before", (_request, response) => response.json({}));
app.use("/v1/private", (request, response, next) => {
  if (!request.headers.authorization) return response.status(401).end();
  next();
});
useExpressServer(app, {
  routePrefix: "v1",
  controllers: [join(__dirname, "controllers/*.js")],
  middlewares: [join(__dirname, "middlewares/*.js")],
  defaults: { paramOptions: { required: true } },
  authorizationChecker,
  currentUserChecker,
});
app.get("/after", (_request, response) => response.json({}));

export const apps = [app];
