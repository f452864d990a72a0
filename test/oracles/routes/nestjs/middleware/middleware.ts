import { Injectable, type NestMiddleware, UnauthorizedException } from "@nestjs/common";

@Injectable()
export class LoggingMiddleware implements NestMiddleware {
  use(_request: unknown, _response: unknown, next: () => void) {
    next();
  }
}

@Injectable()
export class TokenMiddleware implements NestMiddleware {
  use(request: { headers: Record<string, string> }, _response: unknown, next: () => void) {
    if (!request.headers.authorization) throw new UnauthorizedException();
    next();
  }
}

export function requireUser(request, response, next) {
  if (!request.user) return response.sendStatus(401);
  return next();
}
