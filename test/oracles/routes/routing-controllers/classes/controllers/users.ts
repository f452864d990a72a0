import {
  All,
  Authorized,
  Body,
  CurrentUser,
  Delete,
  Get,
  HeaderParam,
  JsonController,
  Method,
  Param,
  Post,
  Put,
  UnauthorizedError,
} from "routing-controllers";

abstract class Listed {
  @Get("/count")
  @Authorized()
  count() {
    return { count: 0 };
  }
}

@JsonController("/users")
export class UserController extends Listed {
  @Get()
  list() {
    return [];
  }

  @Get("/me")
  me(@CurrentUser({ required: true }) user: { id: string }) {
    return user;
  }

  @Get("/perhaps")
  perhaps(@CurrentUser() user?: { id: string }) {
    return { user: user ?? null };
  }

  @Get("/token")
  token(@HeaderParam("authorization") token: string) {
    if (!token) throw new UnauthorizedError("no token");
    return { token };
  }

  @Post()
  @Authorized("admin")
  create(@Body() body: object) {
    return body;
  }

  @Put("/:id")
  @Authorized()
  replace(@Param("id") id: string) {
    return { id };
  }

  @Delete("/:id(\\d+)")
  remove(@Param("id") id: string) {
    return { id };
  }

  @Method("patch", "/:id")
  change(@Param("id") id: string) {
    return { id };
  }

  @All("/any")
  any() {
    return {};
  }
}
