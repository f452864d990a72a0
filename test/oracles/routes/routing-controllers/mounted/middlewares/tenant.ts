import type { Request, Response } from "express";
import { ForbiddenError, Middleware } from "routing-controllers";

@Middleware({ type: "after" })
export class Refusing {
  use(_request: Request, _response: Response, next: (error: unknown) => void) {
    next(new ForbiddenError());
  }
}

@Middleware({ type: "before" })
export class Named {
  use(_request: Request, response: Response, next: () => void) {
    response.locals["tenant"] = "one";
    next();
  }
}
