import type { Request, Response } from "express";
import "reflect-metadata";
import { type Action, createExpressServer } from "routing-controllers";
import { AdminController, KeyController, PlainController } from "./controllers/admin.js";
import { UserController } from "./controllers/users.js";

const app = createExpressServer({
  routePrefix: "/api",
  controllers: [AdminController, KeyController, PlainController, UserController],
  authorizationChecker: async (action: Action, roles: string[]) => {
    const user = users.get(action.request.headers["authorization"]);
    if (!user) return false;
    return roles.length === 0 || roles.includes(user.role);
  },
  currentUserChecker: async (action: Action) => users.get(action.request.headers.authorization),
});

const users = new Map<string, { id: string; role: string }>();

app.get("/health", (_request: Request, response: Response) => response.json({}));

export const apps = [app];
