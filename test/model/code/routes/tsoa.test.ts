import { expect, it } from "vitest";
import { routesOf } from "./routes-of.ts";

/** What `tsoa routes` writes for Express (https://tsoa-community.github.io/docs/generating.html), shortened. */
const GENERATED = `
  import { ExpressTemplateService, fetchMiddlewares } from "@tsoa/runtime";
  import type { Request as ExRequest, Response as ExResponse, RequestHandler, Router } from "express";
  import { UsersController } from "./users-controller.ts";
  import { expressAuthentication } from "./authentication.ts";
  const expressAuthenticationRecasted = expressAuthentication;
  export function RegisterRoutes(app: Router) {
    app.get("/v1/users", ...(fetchMiddlewares(UsersController)), async function UsersController_list(request, response, next) {
      const controller = new UsersController();
      await templateService.apiHandler({ methodName: "list", controller, response, next });
    });
    app.post("/v1/users", authenticateMiddleware([{ jwt: [] }]), async function UsersController_create(request, response, next) {
      const controller = new UsersController();
      await templateService.apiHandler({ methodName: "create", controller, response, next });
    });
    function authenticateMiddleware(security = []) {
      return async function runAuthenticationMiddleware(request, response, next) {
        try {
          request["user"] = await expressAuthenticationRecasted(request, "jwt", [], response);
          if (response.writableEnded) return;
          next();
        } catch (error) {
          error.status = error.status || 401;
          if (response.writableEnded) return;
          next(error);
        }
      };
    }
  }`;

it("reads the routes that tsoa wrote into the project as what they are: registrations on a router of Express", () => {
  const files = {
    "src/routes.ts": GENERATED,
    "src/users-controller.ts": `export class UsersController { list() { return []; } create() { return {}; } }`,
    "src/authentication.ts": `
      export async function expressAuthentication(request, name, scopes) {
        const token = request.headers.authorization;
        if (!token) throw new Error("No token provided");
        return check(token);
      }
      declare function check(token: string): Promise<object>;`,
    "src/app.ts": `
      import express from "express";
      import { RegisterRoutes } from "./routes.ts";
      const app = express();
      RegisterRoutes(app);
      app.listen(3000);`,
  };
  expect(routesOf(files).filter((line) => line.startsWith("POST"))).toEqual(["POST /v1/users: required"]);
  expect(routesOf(files)).toHaveLength(2);
});
