import type { Request, Response } from "express";
import { type ExpressMiddlewareInterface, UnauthorizedError } from "routing-controllers";

export class AskForKey implements ExpressMiddlewareInterface {
  use(request: Request, _response: Response, next: (error?: unknown) => void) {
    if (!request.headers["x-api-key"]) throw new UnauthorizedError("no key");
    next();
  }
}

export function needsKey(request: Request, response: Response, next: () => void) {
  if (!request.header("x-api-key")) return response.status(401).end();
  next();
}

export function logged(_request: Request, response: Response, next: () => void) {
  response.locals["seen"] = true;
  next();
}
