import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  HttpException,
  HttpStatus,
  Injectable,
  mixin,
  type Type,
  UnauthorizedException,
} from "@nestjs/common";
import { TokenService } from "./token.service";

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest();

@Injectable()
export class UserGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return Boolean(requestOf(context).user);
  }
}

@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly tokens: TokenService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const [scheme, token] = request.headers.authorization?.split(" ") ?? [];
    request.user = await this.tokens.verify(scheme === "Bearer" ? token : undefined);
    return true;
  }
}

/** Knows who calls where somebody says so. */
@Injectable()
export class IdentifyingGuard implements CanActivate {
  constructor(private readonly tokens: TokenService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    request.user = this.tokens.read(request.headers.authorization);
    return true;
  }
}

@Injectable()
export class CatchingGuard implements CanActivate {
  constructor(private readonly tokens: TokenService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    try {
      request.user = await this.tokens.verify(request.headers["authorization"]);
    } catch {
      throw new UnauthorizedException();
    }
    return true;
  }
}

/** Guards what comes by other ways than HTTP. */
@Injectable()
export class MessageGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() === "http") return true;
    return Boolean(context.switchToRpc().getContext().user);
  }
}

@Injectable()
export class OwnerGuard extends TokenGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    if (requestOf(context).user.id !== requestOf(context).params.id) throw new ForbiddenException();
    return true;
  }
}

@Injectable()
export class ApiKeyGuard implements CanActivate {
  private readonly keys = new Set(["key"]);

  canActivate(context: ExecutionContext): boolean {
    const key = requestOf(context).header("x-api-key");
    if (!key) return false;
    return this.keys.has(key);
  }
}

/** Counts requests, whoever makes them. */
@Injectable()
export class ThrottleGuard implements CanActivate {
  private readonly hits = new Map<string, number>();

  canActivate(context: ExecutionContext): boolean {
    const { ip } = requestOf(context);
    const count = (this.hits.get(ip) ?? 0) + 1;
    this.hits.set(ip, count);
    if (count > 100) throw new HttpException("later", HttpStatus.TOO_MANY_REQUESTS);
    return true;
  }
}

export function RoleGuard(role: string): Type<CanActivate> {
  @Injectable()
  class RoleGuardMixin implements CanActivate {
    canActivate(context: ExecutionContext): boolean {
      return requestOf(context).user?.role === role;
    }
  }
  return mixin(RoleGuardMixin);
}
