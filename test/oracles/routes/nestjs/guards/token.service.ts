import { Injectable, UnauthorizedException } from "@nestjs/common";

@Injectable()
export class TokenService {
  async verify(token: string | undefined): Promise<{ id: string }> {
    if (!token) throw new UnauthorizedException("no token");
    return { id: token };
  }

  read(token: string | undefined): { id: string } | null {
    return token ? { id: token } : null;
  }
}
