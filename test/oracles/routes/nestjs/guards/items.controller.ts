import {
  applyDecorators,
  Controller,
  Get,
  Post,
  Req,
  SetMetadata,
  UnauthorizedException,
  UseGuards,
} from "@nestjs/common";
import {
  ApiKeyGuard,
  CatchingGuard,
  IdentifyingGuard,
  MessageGuard,
  OwnerGuard,
  RoleGuard,
  ThrottleGuard,
  TokenGuard,
  UserGuard,
} from "./guards";

const Auth = (...roles: string[]) => applyDecorators(SetMetadata("roles", roles), UseGuards(TokenGuard, UserGuard));
const Throttled = () => applyDecorators(UseGuards(ThrottleGuard));

@Controller("items")
export class ItemsController {
  @Get("open")
  open() {
    return "ok";
  }

  @Get("user")
  @UseGuards(UserGuard)
  user() {
    return "ok";
  }

  @Get("instance")
  @UseGuards(new UserGuard())
  instance() {
    return "ok";
  }

  @Get("token")
  @UseGuards(TokenGuard)
  token() {
    return "ok";
  }

  @Get("identified")
  @UseGuards(IdentifyingGuard)
  identified() {
    return "ok";
  }

  @Get("caught")
  @UseGuards(CatchingGuard)
  caught() {
    return "ok";
  }

  @Get("message")
  @UseGuards(MessageGuard)
  message() {
    return "ok";
  }

  @Get("owner/:id")
  @UseGuards(OwnerGuard)
  owner() {
    return "ok";
  }

  @Get("key")
  @UseGuards(ApiKeyGuard)
  key() {
    return "ok";
  }

  @Get("throttled")
  @Throttled()
  throttled() {
    return "ok";
  }

  @Get("role")
  @UseGuards(RoleGuard("admin"))
  role() {
    return "ok";
  }

  @Post("composed")
  @Auth("admin")
  composed() {
    return "ok";
  }

  @Get("both")
  @UseGuards(ThrottleGuard, UserGuard)
  both() {
    return "ok";
  }

  @Get("in-handler")
  inHandler(@Req() request: { user?: object }) {
    if (!request.user) throw new UnauthorizedException();
    return "ok";
  }
}
